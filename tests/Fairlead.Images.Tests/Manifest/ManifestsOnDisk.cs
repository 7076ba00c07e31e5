using Fairlead.Images.Manifest;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Manifest;

public sealed class ManifestsOnDisk : IDisposable
{
    private readonly TemporaryDirectory folder = new();

    [TestCase("normal-build")]
    [TestCase("batch-not-built")]
    public void Loading_leaves_the_file_as_it_is(string producer)
    {
        var path = folder.Write("build_manifest.json", UpstreamFixture.Read(producer));
        var before = FileStatus.Read(path);
        File.Load();
        Assert.That(System.IO.File.ReadAllText(path), Is.EqualTo(UpstreamFixture.Read(producer)));
        Assert.That(FileStatus.Read(path), Is.EqualTo(before));
        Assert.That(Directory.GetFileSystemEntries(folder.Path), Is.EqualTo((string[])[path]));
    }

    [Test]
    public async Task An_update_changes_one_image_and_keeps_the_others()
    {
        folder.Write("build_manifest.json", UpstreamFixture.Read("normal-build"));
        var digest = Digest.Of("config");
        await File.UpdateAsync(manifest => manifest.With(manifest.Find("ci-zeta_trainer.ubuntu.amd")! with { ConfigDigest = digest }), CancellationToken.None);
        var images = File.Load().Manifest.Images;
        Assert.That(images.Select(image => image.Key), Is.EqualTo((string[])["ci-zeta_trainer.ubuntu.amd", "ci-alpha_trainer.ubuntu.amd"]));
        Assert.That(images.Select(image => image.ConfigDigest), Is.EqualTo((Digest?[])[digest, null]));
        Assert.That(images[0].Extensions["build_duration"].ToString(), Is.EqualTo("812.25"));
    }

    [Test]
    public async Task Writers_at_the_same_time_lose_no_image()
    {
        const int Writers = 24;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(number => Task.Run(() =>
            new ManifestFile(PathOf, TimeProvider.System).UpdateAsync(manifest => manifest.With(Image($"image-{number}")), CancellationToken.None))));
        Assert.That(File.Load().Manifest.Images.Select(image => image.Key), Is.EquivalentTo(Enumerable.Range(0, Writers).Select(number => $"image-{number}")));
        Assert.That(Directory.GetFiles(folder.Path).Where(AtomicFile.IsTemporary), Is.Empty);
    }

    [Test]
    public async Task Nothing_is_written_when_nothing_changes()
    {
        await File.UpdateAsync(manifest => manifest.With(Image("a")), CancellationToken.None);
        var before = FileStatus.Read(PathOf);
        await File.UpdateAsync(manifest => manifest.With(Image("a")), CancellationToken.None);
        Assert.That(FileStatus.Read(PathOf), Is.EqualTo(before));
    }

    [Test]
    public async Task A_change_that_brings_a_secret_leaves_the_file_as_it_was()
    {
        await File.UpdateAsync(manifest => manifest.With(Image("a")), CancellationToken.None);
        var before = await System.IO.File.ReadAllTextAsync(PathOf);
        var secret = JsonText.Parse("""{"docker_env_vars":{"HF_TOKEN":"hf_canary"}}""");
        Assert.That(async () => await File.UpdateAsync(manifest => manifest with { Context = secret }, CancellationToken.None), Throws.InstanceOf<FairleadException>());
        Assert.That(await System.IO.File.ReadAllTextAsync(PathOf), Is.EqualTo(before));
    }

    [Test]
    public async Task One_who_keeps_the_lock_is_waited_for_and_then_named()
    {
        using (FileLock.TryExclusive($"{PathOf}.lock"))
        {
            var fault = (await Assert.ThrowsAsync<FairleadException>(() => new ManifestFile(PathOf, new HastyTime(500)).UpdateAsync(manifest => manifest, CancellationToken.None)))!;
            Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.StageFailed));
            Assert.That(fault.Problem, Does.Contain($"{PathOf}.lock"));
        }

        Assert.That(System.IO.File.Exists(PathOf), Is.False);
    }

    [Test]
    public void A_manifest_that_is_not_there_or_wrong_is_named_with_its_path()
    {
        Assert.That(() => File.Load(), Throws.InstanceOf<FairleadException>().With.Message.Contain(PathOf).And.Message.Contain("BuildImages"));
        folder.Write("build_manifest.json", """{"schemaVersion":2}""");
        Assert.That(() => File.Load(), Throws.InstanceOf<FairleadException>().With.Message.Contain($"{PathOf}: images: expected an object"));
    }

    public void Dispose() => folder.Dispose();

    private string PathOf => folder.File("build_manifest.json");

    private ManifestFile File => new(PathOf, TimeProvider.System);

    private static ManifestImage Image(string key) => new(key, $"{key}:1", ImageSource.Built) { ConfigDigest = Digest.Of(key) };
}
