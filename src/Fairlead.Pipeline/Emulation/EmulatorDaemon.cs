using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Emulation;

/// <summary>The emulated clouds of a checkout, as a process of their own: jobs outlive the command that submits them.</summary>
internal sealed class EmulatorDaemon(EmulatorPlace place, TimeProvider time)
{
    private const string Program = "Fairlead.Emulators.dll";
    private static readonly string[] Needed = ["PATH", "HOME", "TMPDIR", "USER", "LANG", "LC_ALL", "TZ", "LD_LIBRARY_PATH"];
    private static readonly Poll Patiently = new(TimeSpan.FromMilliseconds(20), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(60));

    /// <summary>Starts it unless it runs, and returns when it serves.</summary>
    /// <returns>Whether it ran already.</returns>
    /// <exception cref="FairleadException">It does not start; the message says why.</exception>
    public async Task<bool> StartAsync(CancellationToken cancellationToken)
    {
        await using var alone = await AloneAsync(cancellationToken);
        if (await StandingAsync(cancellationToken))
            return true;
        File.Delete(place.Record);
        using var shell = ChildProcess.Start("setsid",
        [
            "--fork", "env", "-i", .. Environment(), "sh", "-c", "log=$1; shift; exec \"$@\" >\"$log\" 2>&1 </dev/null", "sh", place.Log,
            "dotnet", Path.Combine(AppContext.BaseDirectory, Program),
            "--directory", place.Directory, "--port", place.Port.ToString(CultureInfo.InvariantCulture), "--secret-file", place.SecretFile,
        ]);
        await shell.WaitForExitAsync(cancellationToken);
        await Patiently.UntilAsync(() => Task.FromResult(ProcessId()), id => id is not null, _ => Late("it has not answered"), time, cancellationToken);
        return false;
    }

    /// <summary>Ends it and all its pods, and returns when nothing of it is left; one that does not run is no error.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await using var alone = await AloneAsync(cancellationToken);
        if (ProcessId() is { } id)
            await ChildProcess.RunAsync("kill", ["-TERM", id.ToString(CultureInfo.InvariantCulture)], cancellationToken: cancellationToken);
        await Patiently.UntilAsync(() => Task.FromResult(IsGone()), gone => gone, _ => Late("it does not end"), time, cancellationToken);
    }

    private Task<FileStream> AloneAsync(CancellationToken cancellationToken) =>
        FileLock.ExclusiveAsync(place.Lock, Patiently.Patience, () => Fault("another command has been starting or ending it for a minute"), time, cancellationToken);

    /// <summary>Whether it serves. One that is about to, or about to end, is waited for.</summary>
    private async Task<bool> StandingAsync(CancellationToken cancellationToken)
    {
        var (isServing, _) = await Patiently.UntilAsync(
            () => Task.FromResult((IsServing: ProcessId() is not null, IsGone: IsGone())),
            state => state.IsServing || state.IsGone,
            _ => Late("it neither answers nor ends"),
            time,
            cancellationToken);
        return isServing;
    }

    private bool IsGone()
    {
        using var free = FileLock.TryExclusive(place.Serving);
        return free is not null;
    }

    // It lives on for half an hour, and whatever else the caller has set, secrets too, is none of its business.
    internal static IEnumerable<string> Environment() => System.Environment.GetEnvironmentVariables().Keys.Cast<string>()
        .Where(name => Needed.Contains(name) || name.StartsWith("DOTNET_", StringComparison.Ordinal))
        .Order(StringComparer.Ordinal)
        .Select(name => $"{name}={System.Environment.GetEnvironmentVariable(name)}");

    // The record may be of a process that was killed, and its number another's by now.
    private int? ProcessId()
    {
        try
        {
            var id = JsonNode.Parse(File.ReadAllText(place.Record))?["pid"]?.GetValue<int>();
            return id is { } known && File.ReadAllText($"/proc/{known}/cmdline").Contains(Program, StringComparison.Ordinal) ? id : null;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private FairleadException Late(string what) => Fault($"{what} for {Patiently.Patience.TotalSeconds} s");

    private FairleadException Fault(string what) =>
        FairleadException.Stage($"the emulator at {place.Address}: {what}", $"look into {place.Log}; where another program has its port, remove {Path.Combine(place.Directory, "port")}");
}
