using System.Formats.Tar;
using System.Text;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

public sealed class SavingFromAfar : IDisposable
{
    private const string Refused = "\"image push\") echo 'dial tcp 127.0.0.1:9: connect: connection refused' >&2; exit 1 ;;";
    private readonly StoreWorld world = new();
    private readonly TemporaryDirectory folder = new();
    private readonly string name = TestImages.NewName();

    [Test]
    public async Task An_engine_that_does_not_reach_us_has_the_image_read_with_the_reason_said()
    {
        var near = await SharedEngine.ClientAsync();
        await TestImages.BuildAsync(near, name);
        var saved = await SaveAsync(ScriptedEngine.Around(near, folder, Refused));

        var image = (await near.FindImageAsync(name, CancellationToken.None))!;
        Assert.That(saved.Reason, Does.Contain("loopback").And.Contain("connection refused"));
        Assert.That((saved.Entry.Config.Digest, saved.LayersWritten), Is.EqualTo((image.Id, 3)));
        Assert.That(saved.Entry.Layers.Select(layer => layer.DiffId), Is.EqualTo(image.DiffIds));
        Assert.That(saved.BytesWritten, Is.EqualTo(saved.Entry.Blobs.Sum(blob => blob.Size)));
        await AssertSoundAsync(saved.Entry);
        Assert.That((await SaveAsync(near)).Saved, Is.False);
    }

    [Test]
    public async Task Layers_that_the_cache_has_are_not_kept_a_second_time()
    {
        var near = await SharedEngine.ClientAsync();
        await TestImages.BuildAsync(near, name);
        var parent = await SaveAsync(near);
        var child = TestImages.NewName();
        await TestImages.BuildAsync(near, child, from: name);
        var saved = await SaveAsync(ScriptedEngine.Around(near, folder, Refused), child);
        Assert.That(saved.LayersWritten, Is.EqualTo(1));
        Assert.That(saved.Entry.Layers[..3], Is.EqualTo(parent.Entry.Layers));
        Assert.That(world.Files("blobs").Count(), Is.EqualTo(parent.Entry.Blobs.Count() + 3), "a layer, a config and a manifest");
        await AssertSoundAsync(saved.Entry);
    }

    [Test]
    public async Task Of_an_archive_named_by_digest_known_layers_are_not_even_read()
    {
        var known = await world.AddAsync("packed base");
        await world.Store.PublishAsync(await world.EntryAsync("base:1") with { Layers = [known with { DiffId = Digest.Of("base") }] }, CancellationToken.None);
        var config = ConfigOf("base", "own");
        // What stands in the place of the known layer would be refused, were it read.
        var engine = Saved(
            ($"blobs/sha256/{Digest.Of(config)}", config),
            ($"blobs/sha256/{Digest.Of("base")}", "something else"),
            ($"blobs/sha256/{Digest.Of("own")}", "own"),
            ("index.json", "{}"),
            ("manifest.json", $$"""[{"Config":"blobs/sha256/{{Digest.Of(config)}}","Layers":["blobs/sha256/{{Digest.Of("base")}}","blobs/sha256/{{Digest.Of("own")}}"]}]"""));
        var saved = await SaveAsync(engine);
        Assert.That(saved.Entry.Layers.Select(layer => layer.Digest), Is.EqualTo([known.Digest, Digest.Of("own")]));
        Assert.That(saved.LayersWritten, Is.EqualTo(1));
    }

    [Test]
    public async Task An_archive_that_lacks_a_layer_is_refused()
    {
        var config = ConfigOf("own");
        var engine = Saved(($"{Digest.Of(config)}.json", config), ("manifest.json", $$"""[{"Config":"{{Digest.Of(config)}}.json","Layers":["{{Digest.Of("own")}}.tar"]}]"""));
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => SaveAsync(engine)))!;
        Assert.That(fault.Message, Does.Contain($"{Digest.Of("own")}.tar"));
        Assert.That(world.Store.List(), Is.Empty);
    }

    [Test]
    public async Task An_engine_that_breaks_off_is_heard()
    {
        var engine = Saved((new string('0', 64), new string('x', 5000)));
        var path = folder.File("save.tar");
        await File.WriteAllBytesAsync(path, (await File.ReadAllBytesAsync(path))[..1000]);
        await File.AppendAllTextAsync(folder.File("after-save"), "echo 'the disk is on fire' >&2; exit 1");
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => SaveAsync(engine)))!;
        Assert.That(fault.Message, Does.Contain("the disk is on fire"));
        Assert.That(world.Files("temporary"), Is.Empty);
    }

    [Test]
    public async Task Podman_is_told_that_loopback_needs_no_encryption()
    {
        var near = await SharedEngine.ClientAsync();
        await TestImages.BuildAsync(near, name);
        var podman = ScriptedEngine.Around(near, folder, "\"image push\") [ \"$3\" = --tls-verify=false ] || exit 9; exec docker image push \"$4\" ;;", "podman");
        var saved = await SaveAsync(podman);
        Assert.That((saved.Saved, saved.Reason), Is.EqualTo((true, (string?)null)));
    }

    public void Dispose()
    {
        folder.Dispose();
        world.Dispose();
    }

    private Task<SaveResult> SaveAsync(ContainerEngine engine, string? reference = null) =>
        new ImageSaver(world.Store, engine, TimeProvider.System).SaveAsync(reference ?? name, buildKey: null, CancellationToken.None);

    private static string ConfigOf(params string[] layers) =>
        $$$"""{"rootfs":{"diff_ids":[{{{string.Join(',', layers.Select(layer => $"\"sha256:{Digest.Of(layer)}\""))}}}]}}""";

    /// <summary>An engine with one image, which has no tag, and that prints it as an archive of these files.</summary>
    private ContainerEngine Saved(params (string Name, string Text)[] files)
    {
        using (var archive = new TarWriter(File.Create(folder.File("save.tar"))))
        {
            foreach (var (file, text) in files)
                archive.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, file) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
        }

        folder.Write("inspect.json", $$"""[{"Id":"sha256:{{new string('a', 64)}}","Os":"linux","Architecture":"amd64"}]""");
        folder.Write("after-save", "");
        return ScriptedEngine.Around(new ContainerEngine("false"), folder, $"\"image inspect\") cat {folder.File("inspect.json")} ;; \"image save\") cat {folder.File("save.tar")}; . {folder.File("after-save")} ;;");
    }

    private async Task AssertSoundAsync(ImageEntry entry)
    {
        foreach (var blob in entry.Blobs)
            await world.Store.VerifyAsync(blob, CancellationToken.None);
    }
}
