using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Backends.Slurm.Running;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Slurm;

public sealed class ProvidingImages : BenchTest
{
    private const string Reference = "nvcr.io/nvidia/nemo:25.11";

    [Test]
    public async Task An_image_is_imported_once_from_its_registry_and_then_again_only_on_demand()
    {
        var first = await EnsureAsync(Reference);
        Assert.That(first, Is.EqualTo(new SquashedImage(bench.Layout.Image(Reference), new FileInfo(first.Path).Length, Made: true)));
        Assert.That(await File.ReadAllTextAsync(first.Path), Does.Contain("docker://nvcr.io#nvidia/nemo:25.11"));
        Assert.That((await EnsureAsync(Reference)).Made, Is.False);
        Assert.That((await EnsureAsync(Reference, again: true)).Made, Is.True);
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Directory, "images")).Count(), Is.EqualTo(2), "the image and its record");
    }

    [Test]
    public async Task A_file_of_another_size_than_recorded_is_not_used()
    {
        var image = await EnsureAsync(Reference);
        await File.WriteAllTextAsync(image.Path, "hsqs");
        Assert.That(await EnsureAsync(Reference), Is.EqualTo(image));
    }

    [Test]
    public async Task A_submission_imports_the_image_that_it_needs()
    {
        await bench.Launcher.SubmitAsync(WithImage(Reference));
        Assert.That(File.Exists(bench.Layout.Image(Reference)));
    }

    [TestCase("registry/missing:1", "404")]
    [TestCase("/images/not-there.sqsh", "container_image")]
    public async Task An_image_that_cannot_be_had_is_refused_before_anything_is_submitted(string image, string words)
    {
        var job = WithImage(image);
        var error = await Assert.ThrowsAsync<FairleadException>(() => bench.Launcher.SubmitAsync(job));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain(image).And.Contain(words));
        Assert.That(Directory.Exists(bench.Layout.Run(job.Request.Name)), Is.False);
        Assert.That(Directory.EnumerateFileSystemEntries(Path.Combine(bench.Directory, "images")), Is.Empty);
    }

    [Test]
    public async Task Without_enroot_the_way_to_import_by_hand_is_shown()
    {
        var host = new LocalHost(new Dictionary<string, string> { ["PATH"] = "/usr/bin:/bin" });
        var error = await Assert.ThrowsAsync<FairleadException>(() => new SlurmImages(_ => host).EnsureAsync(bench.Site, Reference, again: false, CancellationToken.None));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused));
        Assert.That(error.Message, Does.Contain("srun").And.Contain("enroot import").And.Contain("docker://nvcr.io#nvidia/nemo:25.11"));
    }

    private Task<SquashedImage> EnsureAsync(string image, bool again = false) =>
        new SlurmImages(_ => bench.Login).EnsureAsync(bench.Site, image, again, CancellationToken.None);

    private (JobRequest Request, Payload Payload) WithImage(string image)
    {
        var (request, payload) = bench.Job();
        return (request with { Part = request.PartAs<SlurmPart>() with { Image = image } }, payload);
    }
}
