using System.Globalization;
using Fairlead.Pipeline.Emulation;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Pipeline.Tests.Emulation;

public sealed class KeepingAnEmulator
{
    // Its record is gone at once, its last pod later.
    private const string SlowToEnd = """
        trap 'rm "$1/emulator.json"; sleep 1; touch "$1/ended"; exit' TERM
        echo "{\"pid\":$$}" >"$1/made"
        mv "$1/made" "$1/emulator.json"
        while :; do sleep 0.05; done
        """;

    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void CleanUp() => directory.Dispose();

    [Test]
    public async Task Stopping_returns_when_nothing_of_it_is_left()
    {
        var place = EmulatorPlace.At(directory.File("emulator"));
        using var emulator = ChildProcess.Start("flock", [place.Serving, "sh", "-c", SlowToEnd, "Fairlead.Emulators.dll", place.Directory]);
        await Eventually.HoldsAsync("it serves", () => Task.FromResult(File.Exists(place.Record)));
        await new EmulatorDaemon(place, TimeProvider.System).StopAsync(CancellationToken.None);
        Assert.That(File.Exists(Path.Combine(place.Directory, "ended")), Is.True);
        await emulator.WaitForExitAsync();
    }

    [Test]
    public void It_gets_what_programs_need_and_none_of_the_callers_secrets()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"CANARY_{Environment.ProcessId}");
        Environment.SetEnvironmentVariable(name, "secret");
        Assert.That(EmulatorDaemon.Environment(), Has.None.StartsWith("CANARY_").And.Some.StartsWith("PATH="));
        Environment.SetEnvironmentVariable(name, null);
    }
}
