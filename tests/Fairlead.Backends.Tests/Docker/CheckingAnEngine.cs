using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Docker.Running;
using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Docker;

public sealed class CheckingAnEngine : DockerTest
{
    [Test]
    public async Task One_that_works_has_nothing_to_remedy()
    {
        var findings = await ExamineAsync(Wanted);
        Assert.That(findings.Where(finding => finding.Remedy is not null), Is.Empty);
        Assert.That(findings.Select(finding => finding.Subject), Is.EqualTo(new[] { "client", "engine", "image", "run folder" }));
        Assert.That(Directory.EnumerateFileSystemEntries(workshop.Root, ".checkup-*"), Is.Empty);
    }

    [Test]
    public async Task A_client_that_is_missing_is_the_only_finding() =>
        Assert.That((await ExamineAsync(Wanted with { Site = new DockerSite("docker-is-not-here") })).Single().Remedy, Does.Contain("install"));

    [Test]
    public async Task An_engine_that_does_not_answer_is_named_with_what_to_do()
    {
        var findings = await ExamineAsync(Wanted with { Site = new DockerSite("docker", "unix:///nonexistent.sock") });
        Assert.That(findings.Select(finding => (finding.Subject, finding.Remedy is null)), Is.EqualTo(new[] { ("client", true), ("engine", false) }));
    }

    [Test]
    public async Task An_image_that_is_not_there_yet_is_no_fault_and_a_wrong_name_is()
    {
        Assert.That((await ExamineAsync(Wanted with { Image = "registry.test/later:1" }))[^1].Found, Does.Contain("the first job pulls it"));
        Assert.That((await ExamineAsync(Wanted with { Image = "Not A Name" }))[^1].Remedy, Is.Not.Null);
    }

    [Test]
    public async Task A_runtime_that_the_engine_does_not_have_is_named()
    {
        var finding = (await ExamineAsync(Wanted with { Gpus = new GpuRequest(GpuVendor.Nvidia, [0], "nvidia") }))[^1];
        Assert.That(finding.Found, Does.Contain("no runtime 'nvidia'").And.Contain("runc"));
        Assert.That(finding.Remedy, Does.Contain("toolkit"));
    }

    private DockerCheckupSubject Wanted => new((DockerSite)workshop.Target.Site!, DockerEngine.Python, null, workshop.Root);

    private static Task<IReadOnlyList<CheckupFinding>> ExamineAsync(DockerCheckupSubject wanted) => DockerCheckup.ExamineAsync(wanted, CancellationToken.None);
}
