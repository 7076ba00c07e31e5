using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages.Store;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

public sealed class SavingImages : IDisposable
{
    private static readonly Digest Key = Digest.Of("key");
    private readonly StoreWorld world = new();
    private readonly string name = TestImages.NewName();

    [Test]
    public async Task An_image_that_the_cache_lacks_is_saved_whole_and_every_blob_is_sound()
    {
        var engine = await BuiltAsync();
        var saved = await SaveAsync(engine);

        var image = (await engine.FindImageAsync(name, CancellationToken.None))!;
        Assert.That((saved.Saved, saved.Reason), Is.EqualTo((true, (string?)null)));
        Assert.That(saved.LayersWritten, Is.EqualTo(3));
        Assert.That(saved.Entry.Config.Digest, Is.EqualTo(image.Id));
        Assert.That(saved.Entry.Manifest.MediaType, Is.EqualTo("application/vnd.docker.distribution.manifest.v2+json"));
        Assert.That(saved.Entry.Layers.Select(layer => layer.DiffId), Is.EqualTo(image.DiffIds));
        Assert.That((saved.Entry.Platform, saved.Entry.SizeBytes, saved.Entry.BuildKey), Is.EqualTo((image.Platform, image.Size, (Digest?)Key)));
        Assert.That((saved.Entry.WriterHost, saved.Entry.WriterPid), Is.EqualTo((Environment.MachineName, Environment.ProcessId)));
        Assert.That(saved.BytesWritten, Is.EqualTo(saved.Entry.Blobs.Sum(blob => blob.Size)));
        Assert.That(world.Store.Find(name)!.Config, Is.EqualTo(saved.Entry.Config));
        await AssertSoundAsync(saved.Entry);
    }

    [Test]
    public async Task The_engine_keeps_the_image_as_it_was()
    {
        var engine = await BuiltAsync();
        var before = (await engine.FindImageAsync(name, CancellationToken.None))!;
        await SaveAsync(engine);
        var after = (await engine.FindImageAsync(name, CancellationToken.None))!;
        Assert.That((after.Id, string.Join(' ', after.Tags), string.Join(' ', after.RegistryDigests)), Is.EqualTo((before.Id, string.Join(' ', before.Tags), string.Join(' ', before.RegistryDigests))));
        Assert.That(world.Files("temporary").Concat(world.Files("leases")).Where(path => path.EndsWith(".json", StringComparison.Ordinal)), Is.Empty);
    }

    [TestCase(4)]
    [TestCase(12)]
    [TestCase(64)]
    public async Task An_image_given_by_digits_of_its_id_keeps_its_names(int digits)
    {
        var engine = await BuiltAsync();
        var image = (await engine.FindImageAsync(name, CancellationToken.None))!;
        await engine.RunAsync(["tag", name, $"{name}-too"], CancellationToken.None);

        // As many more as tell it from the images of other tests.
        var ids = (await engine.ListImagesAsync(CancellationToken.None)).Select(other => other.Id.ToString()).ToList();
        while (ids.Count(id => id.StartsWith(image.Id.ToString()[..digits], StringComparison.Ordinal)) > 1)
            digits++;
        var given = image.Id.ToString()[..digits];
        Assert.That(await ImageNames.OfAsync(engine, given, CancellationToken.None), Is.EquivalentTo(new[] { name, $"{name}-too" }));
    }

    [Test]
    public async Task One_that_has_no_name_is_kept_by_its_id_in_full()
    {
        var engine = await BuiltAsync();
        var container = (await engine.RunAsync(["create", name, "true"], CancellationToken.None)).Trim();
        var nameless = (await engine.RunAsync(["commit", container], CancellationToken.None)).Trim();
        await engine.RunAsync(["rm", container], CancellationToken.None);
        Assert.That(await ImageNames.OfAsync(engine, nameless["sha256:".Length..][..12], CancellationToken.None), Is.EqualTo(new[] { nameless }));
        await engine.RunAsync(["image", "rm", "--no-prune", nameless], CancellationToken.None);
    }

    [TestCase("busybox:1", "busybox:1")]
    [TestCase("host:5000/cafe", "host:5000/cafe")]
    [TestCase("sha256:cafe", null)]
    [TestCase("host/name@sha256:cafe", null)]
    public void An_id_and_a_digest_are_no_names(string reference, string? expected) => Assert.That(ImageNames.NameOf(reference), Is.EqualTo(expected));

    [Test]
    public async Task An_unchanged_image_is_not_asked_for_again()
    {
        var engine = await BuiltAsync();
        await SaveAsync(engine);
        var before = File.GetLastWriteTimeUtc(world.Files("entries").Single());
        var again = await SaveAsync(engine);
        Assert.That((again.Saved, again.BytesWritten, again.LayersWritten), Is.EqualTo((false, 0L, 0)));
        Assert.That(File.GetLastWriteTimeUtc(world.Files("entries").Single()), Is.EqualTo(before));
    }

    [Test]
    public async Task Of_two_images_that_share_nine_tenths_the_second_writes_less_than_a_seventh()
    {
        var engine = await BuiltAsync(bytes: 9_000_000);
        await SaveAsync(engine);
        var child = TestImages.NewName();
        await TestImages.BuildAsync(engine, child, bytes: 1_000_000, from: name);
        var saved = await Saver(engine).SaveAsync(child, Key, CancellationToken.None);
        Assert.That(saved.LayersWritten, Is.EqualTo(1));
        Assert.That(saved.BytesWritten, Is.LessThan(0.15 * saved.Entry.Blobs.Sum(blob => blob.Size)));
        await AssertSoundAsync(saved.Entry);
    }

    [Test]
    public async Task Stale_entry_of_a_reused_tag_is_replaced()
    {
        var engine = await BuiltAsync();
        var old = await SaveAsync(engine);
        await TestImages.BuildAsync(engine, name);
        var saved = await SaveAsync(engine);
        Assert.That(saved.Saved, Is.True);
        Assert.That(world.Store.Find(name)!.Config.Digest, Is.Not.EqualTo(old.Entry.Config.Digest));
    }

    [Test]
    public async Task The_same_image_under_another_reference_or_key_writes_its_entry_alone()
    {
        var engine = await BuiltAsync();
        await SaveAsync(engine);
        var other = TestImages.NewName();
        await engine.RunAsync(["image", "tag", name, other], CancellationToken.None);
        var named = await Saver(engine).SaveAsync(other, buildKey: null, CancellationToken.None);
        var keyed = await Saver(engine).SaveAsync(name, Digest.Of("other key"), CancellationToken.None);
        Assert.That((named.Saved, named.BytesWritten, keyed.Saved, keyed.BytesWritten), Is.EqualTo((true, 0L, true, 0L)));
        Assert.That(world.Store.Find(other)!.BuildKey, Is.Null);
        Assert.That(world.Store.Find(name)!.BuildKey, Is.EqualTo(Digest.Of("other key")));
    }

    [Test]
    public async Task Two_writers_with_the_same_process_number_on_two_hosts_save_once()
    {
        var engine = await BuiltAsync();
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() =>
            new ImageSaver(world.Open(StoreWorld.WriterOn($"host{i}")), engine, TimeProvider.System).SaveAsync(name, Key, CancellationToken.None))));
        Assert.That(results.Count(result => result.Saved), Is.EqualTo(1));
        await AssertSoundAsync(world.Store.Find(name)!);
    }

    [Test]
    public async Task Image_ids_that_differ_by_storage_driver_are_matched_by_manifest_too()
    {
        var engine = await BuiltAsync();
        var saved = await SaveAsync(engine);
        Assert.That(saved.Entry.Manifest.Digest, Is.Not.EqualTo(saved.Entry.Config.Digest));
        await world.Store.PublishAsync(saved.Entry with { Config = saved.Entry.Layers[0], Manifest = saved.Entry.Config }, CancellationToken.None);
        Assert.That((await SaveAsync(engine)).Saved, Is.False);
    }

    [Test]
    public async Task A_blob_cut_short_on_which_the_engine_counts_is_set_aside_and_sent_again()
    {
        var engine = await BuiltAsync(bytes: 11_000_000);
        var saved = await SaveAsync(engine);
        var damaged = saved.Entry.Layers[^1];
        StoreWorld.Overwrite(world.Store.PathOf(damaged.Digest), "short");
        var again = await SaveAsync(engine);
        Assert.That(again.Saved, Is.True);
        Assert.That(world.Files("quarantine").Select(Path.GetFileName), Is.EqualTo([$"{damaged.Digest}.bad"]));
        await AssertSoundAsync(again.Entry);
    }

    [Test]
    public async Task A_blob_that_goes_while_the_engine_pushes_is_sent_again()
    {
        var engine = await BuiltAsync(bytes: 11_000_000);
        var parent = await SaveAsync(engine);
        var child = TestImages.NewName();
        await TestImages.BuildAsync(engine, child, from: name);
        using var folder = new TemporaryDirectory();
        var blob = world.Store.PathOf(parent.Entry.Layers[^1].Digest);
        var scripted = ScriptedEngine.Around(engine, folder, $"\"image push\") docker \"$@\"; code=$?; [ -e {folder.File("once")} ] || rm {blob}; touch {folder.File("once")}; exit $code ;;");
        var saved = await Saver(scripted).SaveAsync(child, Key, CancellationToken.None);
        Assert.That(File.Exists(folder.File("once")), Is.True);
        await AssertSoundAsync(saved.Entry);
    }

    [Test]
    public async Task What_a_killed_save_left_is_counted_on_only_when_it_is_sound()
    {
        var engine = await BuiltAsync(bytes: 11_000_000);
        var saved = await SaveAsync(engine);
        File.Delete(world.Files("entries").Single());
        var (sound, damaged) = (saved.Entry.Layers[0], saved.Entry.Layers[^1]);
        var inode = FileStatus.Read(world.Store.PathOf(sound.Digest))!.Value.Stamp.Inode;
        StoreWorld.Overwrite(world.Store.PathOf(damaged.Digest), "short");
        var again = await SaveAsync(engine);
        Assert.That(FileStatus.Read(world.Store.PathOf(sound.Digest))!.Value.Stamp.Inode, Is.EqualTo(inode));
        Assert.That(world.Files("quarantine").Select(Path.GetFileName), Is.EqualTo([$"{damaged.Digest}.bad"]));
        await AssertSoundAsync(again.Entry);
    }

    [Test]
    public async Task An_image_without_a_tag_is_read_whole_so_that_it_never_loses_its_last_one()
    {
        var engine = await BuiltAsync();
        var id = (await engine.FindImageAsync(name, CancellationToken.None))!.ById;
        await SaveAsync(engine);
        await TestImages.BuildAsync(engine, name);
        Directory.Delete(world.Root, recursive: true);

        var saved = await Saver(engine).SaveAsync(id, buildKey: null, CancellationToken.None);

        Assert.That(saved.Reason, Does.Contain("no tag"));
        Assert.That(await engine.FindImageAsync(id, CancellationToken.None), Is.Not.Null);
        await AssertSoundAsync(saved.Entry);
    }

    [Test]
    public async Task Tags_of_killed_processes_are_removed_and_those_of_the_living_are_not()
    {
        var engine = await BuiltAsync();
        var dead = $"127.0.0.1:9/{SaveTag.NewRepository(Writer.Current with { Started = 1 })}:save";
        var alive = $"127.0.0.1:9/{SaveTag.NewRepository(Writer.Current)}:save";
        var elsewhere = $"127.0.0.1:9/{SaveTag.NewRepository(StoreWorld.WriterOn("other-host"))}:save";
        foreach (var tag in (string[])[dead, alive, elsewhere])
            await engine.RunAsync(["image", "tag", name, tag], CancellationToken.None);
        await SaveAsync(engine);
        Assert.That((await engine.FindImageAsync(name, CancellationToken.None))!.Tags, Is.EquivalentTo([name, alive, elsewhere]));
        await engine.RunAsync(["image", "rm", alive, elsewhere], CancellationToken.None);
    }

    [Test]
    public async Task What_a_writer_left_that_was_killed_half_way_is_reaped_by_the_next_save()
    {
        var engine = await BuiltAsync();
        world.WriteTemporary($"n1-7-{new string('0', 32)}", TimeSpan.FromHours(7));
        await SaveAsync(engine);
        Assert.That(world.Files("temporary"), Is.Empty);
    }

    [Test]
    public async Task A_cancelled_save_leaves_nothing_but_blobs()
    {
        var engine = await BuiltAsync();
        using var folder = new TemporaryDirectory();
        var endless = ScriptedEngine.Around(engine, folder, $"\"image push\") docker \"$@\" && touch {folder.File("pushed")}; exec sleep 600 ;;");
        using var cancelled = new CancellationTokenSource();
        var saving = Saver(endless).SaveAsync(name, Key, cancelled.Token);
        await Eventually.HoldsAsync("the image is pushed", () => Task.FromResult(File.Exists(folder.File("pushed"))));
        await cancelled.CancelAsync();
        await Assert.CatchAsync<OperationCanceledException>(() => saving);
        Assert.That((await engine.FindImageAsync(name, CancellationToken.None))!.Tags, Is.EqualTo([name]));
        Assert.That(world.Store.Find(name), Is.Null);
        Assert.That(world.Files("leases").Where(path => path.EndsWith(".json", StringComparison.Ordinal)), Is.Empty);
        Assert.That(world.Files("temporary"), Is.Empty);
    }

    [Test]
    public async Task An_image_that_the_engine_lacks_is_named()
    {
        var engine = await SharedEngine.ClientAsync();
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => SaveAsync(engine)))!;
        Assert.That(fault.Message, Does.Contain(name));
        Assert.That(Directory.Exists(world.Root), Is.False);
    }

    public void Dispose() => world.Dispose();

    private ImageSaver Saver(ContainerEngine engine) => new(world.Store, engine, TimeProvider.System);

    private Task<SaveResult> SaveAsync(ContainerEngine engine) => Saver(engine).SaveAsync(name, Key, CancellationToken.None);

    private async Task<ContainerEngine> BuiltAsync(int bytes = 1000)
    {
        var engine = await SharedEngine.ClientAsync();
        await TestImages.BuildAsync(engine, name, bytes);
        return engine;
    }

    private async Task AssertSoundAsync(ImageEntry entry)
    {
        foreach (var blob in entry.Blobs)
            await world.Store.VerifyAsync(blob, CancellationToken.None);
    }
}
