using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Backends.Slurm.Running.Checkup;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class CheckingAProfile : BenchTest
{
    [Test]
    public async Task A_profile_that_works_has_nothing_to_remedy()
    {
        var findings = await ExamineAsync(new CheckupSubject(bench.Site, ["main", "debug"], "lab7", null, "python3"));
        Assert.That(findings.Where(finding => finding.Remedy is not null), Is.Empty);
        Assert.That(findings.Select(finding => finding.Subject), Is.EqualTo(new[]
        {
            "host", "sbatch", "controller", "partition main", "partition debug", "account lab7", "directory", "git", "tar", "gzip", "sha256sum", "timeout", "python on a node",
        }));
        Assert.That(findings[^1].Found, Does.StartWith("Python 3.").Or.StartWith("not checked"));
    }

    [Test]
    public async Task What_is_wrong_is_named_with_its_remedy()
    {
        var wanted = new CheckupSubject(bench.Site with { Directory = "/proc/fairlead" }, ["mian"], "lab8", "registry/image:1", "python3");
        var host = new LocalHost(new Dictionary<string, string>(bench.Cluster.Environment) { ["PATH"] = $"{Path.Combine(bench.Cluster.Directory, "real")}:/usr/bin:/bin" });
        var findings = await new SlurmCheckup(_ => host).ExamineAsync(wanted, CancellationToken.None);
        var remedies = findings.Where(finding => finding.Remedy is not null).ToDictionary(finding => finding.Subject);
        Assert.That(remedies.Keys, Is.EquivalentTo(new[] { "partition mian", "account lab8", "directory", "enroot" }));
        Assert.That(remedies["partition mian"].Found, Is.EqualTo("not there. Did you mean 'main'?"));
        Assert.That(remedies["account lab8"].Found, Does.Contain("lab7"));
        Assert.That(remedies["directory"].Remedy, Does.Contain("remote_job_dir"));
    }

    [Test]
    public void Accounts_that_nobody_can_list_are_no_fault_of_the_profile()
    {
        var wanted = new CheckupSubject(bench.Site, [], "lab7", null, "python3");
        var finding = CheckupRules.Judge(wanted, new CheckupAnswer("account", 1, "If munged is up, restart it\nProtocol authentication error")).Single();
        Assert.That(finding.Found, Is.EqualTo("Protocol authentication error"));
        Assert.That(finding.Remedy, Does.Contain("munge").And.Not.Contain("profile"));
    }

    [Test]
    public async Task An_unknown_program_on_the_nodes_is_named()
    {
        var findings = await ExamineAsync(new CheckupSubject(bench.Site, ["main"], "lab7", null, "python9"));
        Assert.That(findings[^1].Found, Does.Contain("python9").Or.StartWith("not checked"));
    }

    [Test]
    public async Task A_host_that_does_not_answer_is_the_only_finding()
    {
        var findings = await new SlurmCheckup(_ => new UnreliableHost(bench.Login, "checkup.sh", () => Task.CompletedTask))
            .ExamineAsync(new CheckupSubject(bench.Site, [], null, null, "python3"), CancellationToken.None);
        Assert.That(findings.Single().Subject, Is.EqualTo("host"));
        Assert.That(findings.Single().Remedy, Is.Not.Null);
    }

    private Task<IReadOnlyList<CheckupFinding>> ExamineAsync(CheckupSubject wanted) => new SlurmCheckup(_ => bench.Login).ExamineAsync(wanted, CancellationToken.None);
}
