using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Archives;
using Fairlead.Images.Cache.Loading;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Tests.Cache.Loading;

public sealed class LoadingImages
{
    private TwoHosts hosts = null!;

    [SetUp]
    public async Task StartAsync() => hosts = await TwoHosts.StartAsync();

    [TearDown]
    public async Task StopAsync() => await hosts.DisposeAsync();

    [Test]
    public async Task An_image_of_one_host_runs_on_another()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        var result = await LoadAsync(entry);
        Assert.That((result.Outcome, result.LayersSent), Is.EqualTo((LoadOutcome.Whole, 3)));
        Assert.That(result.Reason, Does.Contain("none of its layers"));
        Assert.That(result.Image.Id, Is.EqualTo(entry.Config.Digest));
        Assert.That((await hosts.Second.FindImageAsync(entry.Reference, CancellationToken.None))!.Id, Is.EqualTo(entry.Config.Digest));
        Assert.That(await hosts.RunAsync(result.Image.ById), Is.EqualTo("hello"));
    }

    [Test]
    public async Task Of_an_image_with_one_layer_changed_exactly_that_layer_is_sent()
    {
        await LoadAsync(await hosts.PublishAsync("1", "old"));
        var entry = await hosts.PublishAsync("2", "new");
        var result = await LoadAsync(entry);
        Assert.That((result.Outcome, result.LayersSent, result.Reason), Is.EqualTo((LoadOutcome.MissingLayers, 1, (string?)null)));
        Assert.That(result.BytesSent, Is.EqualTo(await SizeAsync(ArchiveContents.Missing(entry, [entry.Layers[^1]]))));
        Assert.That(result.BytesSent, Is.LessThan(entry.Layers.Sum(layer => layer.Size) / 10));
        Assert.That(await hosts.RunAsync(result.Image.ById), Is.EqualTo("new"));
    }

    [Test]
    public async Task An_image_that_is_there_is_not_sent()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await LoadAsync(entry);
        var again = await LoadAsync(entry);
        Assert.That((again.Outcome, again.BytesSent, again.LayersSent, again.Replaced), Is.EqualTo((LoadOutcome.AlreadyThere, 0L, 0, (Digest?)null)));
    }

    [Test]
    public async Task Nothing_is_read_of_an_image_that_is_there()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await LoadAsync(entry);
        foreach (var blob in entry.Blobs)
            File.Delete(hosts.Store.PathOf(blob.Digest));
        Assert.That((await LoadAsync(entry)).Outcome, Is.EqualTo(LoadOutcome.AlreadyThere));
    }

    [Test]
    public async Task An_image_that_is_there_under_another_name_is_only_tagged()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await LoadAsync(entry);
        var renamed = entry with { Reference = hosts.Reference("2") };
        var result = await LoadAsync(renamed);
        Assert.That((result.Outcome, result.BytesSent), Is.EqualTo((LoadOutcome.AlreadyThere, 0L)));
        Assert.That((await hosts.Second.FindImageAsync(renamed.Reference, CancellationToken.None))!.Id, Is.EqualTo(entry.Config.Digest));
    }

    [Test]
    public async Task Tag_moved_by_load_names_the_image_it_was_taken_from()
    {
        var old = await hosts.PublishAsync("1", "old");
        await LoadAsync(old);
        var entry = await hosts.PublishAsync("1", "new");
        var result = await LoadAsync(entry);
        Assert.That(result.Replaced, Is.EqualTo(old.Config.Digest));
        Assert.That(await hosts.RunAsync(entry.Reference), Is.EqualTo("new"));
    }

    [Test]
    public async Task Corrupt_archive_a_damaged_layer_goes_to_quarantine_and_the_engine_takes_nothing()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        hosts.Damage(entry.Layers[1]);
        var fault = (await Assert.ThrowsAsync<DamagedBlobException>(() => LoadAsync(entry)))!;
        Assert.That(fault.Blob, Is.EqualTo(entry.Layers[1].Digest));
        Assert.That(File.Exists(hosts.Store.PathOf(entry.Layers[1].Digest)), Is.False);
        Assert.That(hosts.Store.Find(entry.Reference), Is.Null);
        Assert.That(await hosts.Second.FindImageAsync($"sha256:{entry.Config.Digest}", CancellationToken.None), Is.Null);
        Assert.That(await hosts.Second.FindImageAsync(entry.Reference, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_damaged_layer_among_the_missing_moves_no_tag()
    {
        var old = await hosts.PublishAsync("1", "old");
        await LoadAsync(old);
        var entry = await hosts.PublishAsync("1", "new");
        hosts.Damage(entry.Layers[^1]);
        await Assert.ThrowsAsync<DamagedBlobException>(() => LoadAsync(entry));
        Assert.That((await hosts.Second.FindImageAsync(old.Reference, CancellationToken.None))!.Id, Is.EqualTo(old.Config.Digest));
    }

    [Test]
    public async Task A_layer_that_is_gone_from_the_cache_is_named()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        File.Delete(hosts.Store.PathOf(entry.Layers[1].Digest));
        var fault = (await Assert.ThrowsAsync<DamagedBlobException>(() => LoadAsync(entry)))!;
        Assert.That(fault.Message, Does.Contain($"{entry.Layers[1].Digest}, found nothing"));
    }

    [Test]
    public async Task A_loader_killed_before_the_end_leaves_the_engine_without_the_image([Values(1, 2, 3)] int membersMissing)
    {
        var entry = await hosts.PublishAsync("1", "hello");
        var members = ArchiveContents.Whole(entry).ToArray();
        await hosts.Second.FeedAsync(["load"], async (input, cancellation) => await new ArchiveWriter(hosts.Store).WriteAsync(members[..^membersMissing], input, cancellation), CancellationToken.None);
        Assert.That(await hosts.Second.FindImageAsync($"sha256:{entry.Config.Digest}", CancellationToken.None), Is.Null);
        Assert.That((await LoadAsync(entry)).Outcome, Is.EqualTo(LoadOutcome.Whole));
    }

    [Test]
    public async Task A_layer_that_the_engine_has_need_not_be_sound_in_the_cache()
    {
        await LoadAsync(await hosts.PublishAsync("1", "old"));
        var entry = await hosts.PublishAsync("2", "new");
        hosts.Damage(entry.Layers[1]);
        Assert.That((await LoadAsync(entry)).Outcome, Is.EqualTo(LoadOutcome.MissingLayers));
    }

    [Test]
    public async Task An_engine_that_lost_a_layer_meanwhile_is_sent_the_whole_image()
    {
        var old = await hosts.PublishAsync("1", "old");
        await LoadAsync(old);
        var entry = await hosts.PublishAsync("2", "new");
        var forgetful = RecordingClient.Of(hosts.Second, hosts.File("calls")).Before("load", ["image", "rm", old.Reference]);
        var result = await new ImageLoader(hosts.Store, forgetful.Engine).LoadAsync(entry, CancellationToken.None);
        Assert.That((result.Outcome, result.LayersSent), Is.EqualTo((LoadOutcome.Whole, 3)));
        Assert.That(result.Reason, Does.Contain("missing layers alone").And.Contain("no such file"));
        Assert.That(await hosts.RunAsync(result.Image.ById), Is.EqualTo("new"));
    }

    [Test]
    public async Task Many_that_load_at_once_all_have_it()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => LoadAsync(entry)));
        Assert.That(results.Select(result => result.Image.Id), Is.All.EqualTo(entry.Config.Digest));
    }

    [Test]
    public async Task Loading_counts_as_use()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        var file = Directory.GetFiles(Path.Combine(hosts.Store.Root, "entries")).Single();
        File.SetLastWriteTimeUtc(file, DateTime.UnixEpoch);
        await LoadAsync(entry);
        Assert.That(File.GetLastWriteTimeUtc(file), Is.GreaterThan(DateTime.UnixEpoch));
    }

    private Task<LoadResult> LoadAsync(ImageEntry entry) => new ImageLoader(hosts.Store, hosts.Second).LoadAsync(entry, CancellationToken.None);

    private async Task<long> SizeAsync(IEnumerable<ArchiveMember> members) => await new ArchiveWriter(hosts.Store).WriteAsync(members, Stream.Null, CancellationToken.None);
}
