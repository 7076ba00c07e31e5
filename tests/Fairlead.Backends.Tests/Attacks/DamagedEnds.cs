using Fairlead.Backends.Cloud.Lepton.Running.Ray;
using Fairlead.Backends.Docker.Running;
using Fairlead.Backends.Docker.Running.Observing;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Attacks;

/// <summary>Every member of the records of how something ended, damaged in every way: none counts as success that does not say so.</summary>
[Category(Attack.Category)]
public sealed class DamagedEnds
{
    private const string Failure = """{"exit_code":3,"kind":"rank","member":1,"cancelled":false,"finished":1795251421}""";
    private readonly TemporaryDirectory directory = new();

    [TearDown]
    public void Close() => directory.Dispose();

    [Test]
    public void Of_jobs_are_no_success()
    {
        var path = directory.File("exit.json");
        Try(path, Failure, "records of ends", () => DamagedRecord.Guard(path, () => JobExit.ReadFile(path)?.Status, damaged => damaged.Status));
    }

    [Test]
    public void Of_containers_are_no_success()
    {
        var home = new DockerRunDirectory(directory.Path);
        Directory.CreateDirectory(directory.File("state"));
        home.WriteExit(DockerExit.Of(new RunStatus(RunState.Failed, "exited 3", "rank 1 exited with code 3", 3, 1, DateTimeOffset.UnixEpoch), []));
        var path = directory.File("state/exit.json");
        Try(path, File.ReadAllText(path), "records of containers", home.ReadEnd);
    }

    [Test]
    public async Task Of_Ray_jobs_are_no_success()
    {
        await using var workshop = new LocalWorkshop();
        var run = workshop.Ledger.Begin(workshop.Job("true").Request, workshop.Target, attempt: 1);
        new RayEnd(new RunStatus(RunState.Failed, "FAILED", "reason", 3, 1, DateTimeOffset.UnixEpoch), ClusterIsSettled: true).Write(run);
        var path = Path.Combine(run.Directory, "ray-end.json");
        Try(path, File.ReadAllText(path), "records of Ray jobs", () => RayEnd.Read(run)?.Status);
    }

    private static void Try(string path, string record, string what, Func<RunStatus?> read)
    {
        var tried = 0;
        foreach (var (damage, text) in JsonDamage.Of(record))
        {
            File.WriteAllText(path, text);
            var status = read();
            Assert.That(status?.State, Is.Not.EqualTo(RunState.Succeeded).And.Not.Null, damage);
            tried++;
        }

        Attack.Tell($"{tried} damaged {what}");
    }
}
