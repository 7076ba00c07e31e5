using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Cache.Loading;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Tests.Cache.Archives;

public sealed class ExchangingArchives
{
    private TwoHosts hosts = null!;

    [SetUp]
    public async Task StartAsync() => hosts = await TwoHosts.StartAsync();

    [TearDown]
    public async Task StopAsync() => await hosts.DisposeAsync();

    [Test]
    public async Task What_docker_saved_is_taken_as_the_engine_describes_it()
    {
        var image = await hosts.BuildAsync("1", "hello");
        var entry = await hosts.SaveAsync("1");
        Assert.That(entry.Config.Digest, Is.EqualTo(image.Id));
        Assert.That(entry.Layers.Select(layer => layer.DiffId), Is.EqualTo(image.DiffIds));
        Assert.That((entry.Reference, entry.Platform), Is.EqualTo((hosts.Reference("1"), image.Platform)));
        Assert.That(entry.SizeBytes, Is.GreaterThanOrEqualTo(image.Size));
        Assert.That(hosts.Store.Find(entry.Reference)!.Config, Is.EqualTo(entry.Config));
    }

    [Test]
    public async Task What_is_exported_docker_loads_under_its_name()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        var bytes = await ExportAsync(entry, "out.tar");
        Assert.That(bytes, Is.EqualTo(new FileInfo(hosts.File("out.tar")).Length));
        await hosts.Second.RunAsync(["load", "--input", hosts.File("out.tar")], CancellationToken.None);
        Assert.That((await hosts.Second.FindImageAsync(entry.Reference, CancellationToken.None))!.Id, Is.EqualTo(entry.Config.Digest));
        Assert.That(await hosts.RunAsync(entry.Reference), Is.EqualTo("hello"));
    }

    [Test]
    public async Task What_is_exported_can_be_taken_again_with_the_same_manifest()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await ExportAsync(entry, "out.tar");
        var store = new ImageStore(hosts.File("elsewhere"), new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System);
        var taken = (await new ArchiveImport(store, TimeProvider.System).ReadAsync(hosts.File("out.tar"), null, CancellationToken.None)).Single();
        Assert.That(taken.Blobs, Is.EqualTo(entry.Blobs));
        Assert.That((taken.Reference, taken.SizeBytes), Is.EqualTo((entry.Reference, entry.SizeBytes)));
    }

    [Test]
    public async Task What_is_exported_under_several_names_bears_them_all()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await new ArchiveExport(hosts.Store).WriteAsync(entry, [entry.Reference, hosts.Reference("2")], hosts.File("out.tar"), CancellationToken.None);
        await hosts.Second.RunAsync(["load", "--input", hosts.File("out.tar")], CancellationToken.None);
        var loaded = (await hosts.Second.FindImageAsync(hosts.Reference("2"), CancellationToken.None))!;
        Assert.That(loaded.Tags, Is.EquivalentTo(new[] { entry.Reference, hosts.Reference("2") }));
    }

    [Test]
    public async Task What_is_exported_without_a_name_loads_without_one()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await new ArchiveExport(hosts.Store).WriteAsync(entry, [], hosts.File("out.tar"), CancellationToken.None);
        await hosts.Second.RunAsync(["load", "--input", hosts.File("out.tar")], CancellationToken.None);
        Assert.That((await hosts.Second.FindImageAsync($"sha256:{entry.Config.Digest}", CancellationToken.None))!.Tags, Is.Empty);
    }

    [Test]
    public async Task Exporting_twice_gives_the_same_bytes()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await ExportAsync(entry, "one.tar");
        await ExportAsync(entry, "two.tar");
        Assert.That(Digest.OfFile(hosts.File("one.tar")), Is.EqualTo(Digest.OfFile(hosts.File("two.tar"))));
    }

    [Test]
    public async Task Of_a_failed_export_nothing_is_left()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        hosts.Damage(entry.Layers[1]);
        await Assert.ThrowsAsync<DamagedBlobException>(() => ExportAsync(entry, "out.tar"));
        Assert.That(Directory.GetFiles(Path.GetDirectoryName(hosts.File("out.tar"))!).Select(Path.GetFileName), Is.EqualTo(["1.tar"]));
    }

    [Test]
    public async Task Layers_that_the_cache_has_are_not_written_again()
    {
        var old = await hosts.PublishAsync("1", "old");
        var before = Blobs();
        var entry = await hosts.PublishAsync("2", "new");
        Assert.That(Blobs().Except(before), Is.EquivalentTo([$"{entry.Manifest.Digest}", $"{entry.Config.Digest}", $"{entry.Layers[^1].Digest}"]));
        Assert.That(entry.Layers[..^1], Is.EqualTo(old.Layers[..^1]));
    }

    [Test]
    public async Task Several_images_of_one_archive_keep_their_names()
    {
        await hosts.BuildAsync("1", "one");
        await hosts.BuildAsync("2", "two");
        await hosts.First.RunAsync(["tag", hosts.Reference("2"), hosts.Reference("3")], CancellationToken.None);
        await hosts.First.RunAsync(["save", "--output", hosts.File("all.tar"), hosts.Reference("1"), hosts.Reference("2"), hosts.Reference("3")], CancellationToken.None);
        var entries = await hosts.ImportAsync("all.tar");
        Assert.That(entries.Select(entry => entry.Reference), Is.EquivalentTo([hosts.Reference("1"), hosts.Reference("2"), hosts.Reference("3")]));
        Assert.That(entries.Select(entry => entry.Config.Digest).Distinct().Count(), Is.EqualTo(2));
    }

    [Test]
    public async Task An_image_saved_by_its_id_is_called_as_said()
    {
        var image = await hosts.BuildAsync("1", "hello");
        await hosts.First.RunAsync(["save", "--output", hosts.File("id.tar"), image.ById], CancellationToken.None);
        Assert.That((await hosts.ImportAsync("id.tar", hosts.Reference("2"))).Single().Reference, Is.EqualTo(hosts.Reference("2")));
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => hosts.ImportAsync("id.tar")))!;
        Assert.That(fault.Message, Does.Contain("does not say what its image is called"));
    }

    [TestCase("docker-archive")]
    [TestCase("oci-archive")]
    public async Task Podman_and_we_take_each_others_archives(string format)
    {
        using var podman = new PodmanStorage();
        await hosts.BuildAsync("1", "hello");
        var entry = await hosts.SaveAsync("1");
        await ExportAsync(entry, "out.tar");
        await podman.Engine.RunAsync(["load", "--input", hosts.File("out.tar")], CancellationToken.None);
        var loaded = (await podman.Engine.FindImageAsync(entry.Reference, CancellationToken.None))!;
        Assert.That(loaded.DiffIds, Is.EqualTo(entry.Layers.Select(layer => layer.DiffId)));
        await podman.Engine.RunAsync(["save", "--format", format, "--output", hosts.File("podman.tar"), entry.Reference], CancellationToken.None);
        var taken = (await hosts.ImportAsync("podman.tar", hosts.Reference("2"))).Single();
        Assert.That(taken.Layers, Is.EqualTo(entry.Layers));
        var result = await new ImageLoader(hosts.Store, hosts.Second).LoadAsync(taken, CancellationToken.None);
        Assert.That(await hosts.RunAsync(result.Image.ById), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Podman_is_sent_the_whole_image_with_the_reason()
    {
        using var podman = new PodmanStorage();
        var entry = await hosts.PublishAsync("1", "hello");
        var result = await new ImageLoader(hosts.Store, podman.Engine).LoadAsync(entry, CancellationToken.None);
        Assert.That((result.Outcome, result.Image.Id), Is.EqualTo((LoadOutcome.Whole, entry.Config.Digest)));
        Assert.That(result.Reason, Does.Contain("podman").And.Contain("whole images alone"));
        Assert.That((await podman.Engine.FindImageAsync(entry.Reference, CancellationToken.None))!.Id, Is.EqualTo(entry.Config.Digest));
        Assert.That((await new ImageLoader(hosts.Store, podman.Engine).LoadAsync(entry, CancellationToken.None)).Outcome, Is.EqualTo(LoadOutcome.AlreadyThere));
    }

    private Task<long> ExportAsync(ImageEntry entry, string file) => new ArchiveExport(hosts.Store).WriteAsync(entry, [entry.Reference], hosts.File(file), CancellationToken.None);

    private string[] Blobs() => [.. Directory.EnumerateFiles(Path.Combine(hosts.Store.Root, "blobs/sha256")).Select(path => Path.GetFileName(path))];
}
