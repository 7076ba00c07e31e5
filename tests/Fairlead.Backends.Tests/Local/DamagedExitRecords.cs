using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Local;

public sealed class DamagedExitRecords
{
    private const string Sound = """{"exit_code":0,"kind":"rank","member":null,"cancelled":false,"finished":5}""";

    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    private static IEnumerable<string> Damages()
    {
        yield return "";
        yield return "{}";
        yield return "null";
        yield return "[]";
        yield return Sound[..^1];
        yield return Sound + Sound;
        yield return new string(' ', 2 << 20) + Sound;
        foreach (var (member, value) in new[] { ("exit_code", "0"), ("kind", "\"rank\""), ("member", "null"), ("cancelled", "false"), ("finished", "5") })
        {
            foreach (var other in new[] { "{}", "1e99", "-1", "\"\\u0000\"", "99999999999999999" })
                yield return Sound.Replace($"\"{member}\":{value}", $"\"{member}\":{other}", StringComparison.Ordinal);
            yield return Sound.Replace($"\"{member}\":{value}", $"\"other\":{value}", StringComparison.Ordinal);
        }
    }

    [TestCaseSource(nameof(Damages))]
    public async Task A_record_that_is_none_is_no_success_and_is_named(string text)
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(Directory.CreateDirectory(folder.File("state")).FullName, "exit.json");
        await File.WriteAllTextAsync(path, text);
        AssertNamed(new RunFolder(folder.Path).ReadEnd(), path);
    }

    [Test]
    public async Task A_pipe_in_place_of_a_record_is_not_waited_for()
    {
        using var folder = new TemporaryDirectory();
        var path = Path.Combine(Directory.CreateDirectory(folder.File("state")).FullName, "exit.json");
        await ChildProcess.RunAsync("mkfifo", [path]);
        AssertNamed(new RunFolder(folder.Path).ReadEnd(), path);
    }

    [Test]
    public async Task One_damaged_record_leaves_the_other_runs_as_they_are()
    {
        var job = workshop.Job("true");
        var damaged = (await workshop.SubmitAsync(job)).Run;
        var sound = (await workshop.SubmitAsync(Workshop.Another(job, 2))).Run;
        await workshop.FinishAsync(damaged);
        await workshop.FinishAsync(sound);
        await File.WriteAllTextAsync(Path.Combine(damaged.Directory, "state/exit.json"), "{}");
        var statuses = await workshop.Executor.QueryAsync([damaged, sound], CancellationToken.None);
        Assert.That(statuses[sound.Id].State, Is.EqualTo(RunState.Succeeded));
        AssertNamed(statuses[damaged.Id], Path.Combine(damaged.Directory, "state/exit.json"));
    }

    private static void AssertNamed(RunStatus? status, string path)
    {
        Assert.That(status?.State, Is.EqualTo(RunState.Failed), status?.Reason);
        Assert.That(status!.Reason, Does.Contain(path));
    }
}
