using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running;
using Fairlead.Runs;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>What the doctor finds.</summary>
public sealed class CheckingAProfileOfRunAi
{
    private RunAiWorkshop workshop = null!;

    [SetUp]
    public async Task OpenAsync() => workshop = await RunAiWorkshop.OpenAsync(options => options with { RunPods = false });

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task All_is_well()
    {
        Directory.CreateDirectory(workshop.Site.Home);
        var findings = await ExamineAsync(workshop.Site);
        Assert.That(findings.Select(finding => finding.Subject), Is.EqualTo(new[] { "api", "project", "kubernetes", "volume" }));
        Assert.That(findings.Select(finding => finding.Remedy), Is.All.Null);
    }

    [Test]
    public async Task A_wrong_key_ends_the_examination_of_the_api()
    {
        var findings = await ExamineAsync(workshop.Site with { ClientId = "somebody" });
        Assert.That(findings.Select(finding => finding.Subject), Is.EqualTo(new[] { "api", "volume" }));
        Assert.That(findings[0].Remedy, Does.Contain("client_id"));
    }

    [Test]
    public async Task A_project_that_is_not_there_is_found() =>
        Assert.That((await ExamineAsync(workshop.Site with { Project = "emulatr" })).Single(finding => finding.Subject == "project").Remedy, Does.Contain("project_name"));

    [Test]
    public async Task A_cluster_that_is_not_reached_is_no_fault() =>
        Assert.That((await ExamineAsync(workshop.Site with { Kubernetes = null })).Single(finding => finding.Subject == "kubernetes").Remedy, Is.Null);

    private Task<IReadOnlyList<CheckupFinding>> ExamineAsync(RunAiSite site) => new RunAiCheckup(workshop.Connection).ExamineAsync(site, CancellationToken.None);
}
