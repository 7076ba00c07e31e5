using Fairlead.Images.Cache;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Tests.Cache;

public sealed class Pruning : IDisposable
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly StoreWorld world = new();

    [Test]
    public async Task Unbounded_growth_ends_with_the_images_longest_unused()
    {
        await PublishAsync("old:1", daysAgo: 3, "base", "one");
        await PublishAsync("older:1", daysAgo: 4, "base", "two");
        await PublishAsync("new:1", daysAgo: 0, "base", "three");

        var report = await PruneAsync(null, 2 * Day);

        Assert.That(world.Store.List().Select(entry => entry.Reference), Is.EqualTo(["new:1"]));
        Assert.That(world.Files("blobs").Count(), Is.EqualTo(4), "manifest, config and two layers");
        Assert.That((report.EntriesRemoved, report.EntriesKept, report.BlobsRemoved), Is.EqualTo((2, 1, 6)));
        Assert.That(report.BytesFreed, Is.GreaterThan(0));
    }

    [Test]
    public async Task An_image_that_was_loaded_lately_stays()
    {
        await PublishAsync("loaded:1", daysAgo: 3, "one");
        await PublishAsync("new:1", daysAgo: 0, "two");
        world.Store.MarkLoaded(world.Store.Find("loaded:1")!);
        await PruneAsync(null, 2 * Day);
        Assert.That(world.Store.Find("loaded:1"), Is.Not.Null);
    }

    [Test]
    public async Task An_image_under_a_lease_stays()
    {
        await PublishAsync("leased:1", daysAgo: 3, "one");
        await PublishAsync("new:1", daysAgo: 0, "two");
        using var lease = await world.Open(StoreWorld.WriterOn("other-host")).LeaseAsync("leased:1", CancellationToken.None);
        await PruneAsync(0, Day);
        Assert.That(world.Store.Find("leased:1"), Is.Not.Null);
    }

    [Test]
    public async Task The_image_used_last_stays_however_small_the_limit()
    {
        await PublishAsync("old:1", daysAgo: 1, "one");
        await PublishAsync("new:1", daysAgo: 0, "two");
        await PruneAsync(0, null);
        Assert.That(world.Store.List().Select(entry => entry.Reference), Is.EqualTo(["new:1"]));
    }

    [Test]
    public async Task A_blob_that_a_save_has_just_counted_on_stays()
    {
        var (fresh, old, counted) = (await world.AddAsync("fresh"), await world.AddAsync("old"), await world.AddAsync("counted on"));
        Age(world.Store.PathOf(old.Digest), TimeSpan.FromHours(2));
        Age(world.Store.PathOf(counted.Digest), TimeSpan.FromHours(2));
        world.Store.Touch(counted.Digest);
        await PruneAsync(null, null);
        Assert.That((world.Store.Has(fresh), world.Store.Has(counted), world.Store.Has(old)), Is.EqualTo((true, true, false)));
    }

    [Test]
    public async Task A_blob_that_is_no_older_than_a_turn_in_progress_stays()
    {
        world.WriteLease("alpha", StoreWorld.WriterOn("other-host"), taken: DateTimeOffset.UtcNow.AddHours(-3));
        var (before, since) = (await world.AddAsync("before"), await world.AddAsync("since"));
        Age(world.Store.PathOf(before.Digest), TimeSpan.FromHours(4));
        Age(world.Store.PathOf(since.Digest), TimeSpan.FromHours(2));
        await PruneAsync(null, null);
        Assert.That((world.Store.Has(before), world.Store.Has(since)), Is.EqualTo((false, true)));
    }

    [Test]
    public async Task Pruning_and_publishing_keep_out_of_each_others_way()
    {
        var entry = await world.EntryAsync("team/alpha:1", "one");
        using var busy = new StoreGate(world.Layout).EnterAlone();
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Assert.CatchAsync<OperationCanceledException>(() => world.Store.PublishAsync(entry, soon.Token));
        await Assert.CatchAsync<OperationCanceledException>(() => world.Store.PruneAsync(null, null, soon.Token));
        Assert.That(world.Files("entries"), Is.Empty);
    }

    [Test]
    public async Task Evidence_of_damage_goes_after_a_week()
    {
        var blob = await world.AddAsync("one");
        StoreWorld.Overwrite(world.Store.PathOf(blob.Digest), "ONE");
        await Assert.ThrowsAsync<DamagedBlobException>(() => world.Store.VerifyAsync(blob, CancellationToken.None));
        await world.Open(Writer.Current, new Clock(6 * Day)).PruneAsync(null, null, CancellationToken.None);
        Assert.That(world.Files("quarantine").Count(), Is.EqualTo(1));
        await world.Open(Writer.Current, new Clock(8 * Day)).PruneAsync(null, null, CancellationToken.None);
        Assert.That(world.Files("quarantine"), Is.Empty);
    }

    [Test]
    public async Task Writer_dies_mid_save_its_temporaries_go_after_six_hours_and_those_of_the_living_never()
    {
        await world.AddAsync("one");
        var living = world.WriteTemporary("living", TimeSpan.FromHours(7));
        world.WriteLease("living", Writer.Current);
        var elsewhere = world.WriteTemporary("elsewhere", TimeSpan.FromHours(7));
        world.WriteLease("elsewhere", StoreWorld.WriterOn("other-host"));
        var young = world.WriteTemporary("young", TimeSpan.FromHours(5));
        world.WriteTemporary("old", TimeSpan.FromHours(7));
        world.WriteTemporary("dead", TimeSpan.FromHours(7));
        world.WriteLease("dead", Writer.Current with { Started = Writer.Current.Started - 1 });
        world.Store.Reap();
        Assert.That(world.Files("temporary"), Is.EquivalentTo([living, elsewhere, young]));
    }

    public void Dispose() => world.Dispose();

    private Task<PruneReport> PruneAsync(long? maximumBytes, TimeSpan? maximumAge) => world.Store.PruneAsync(maximumBytes, maximumAge, CancellationToken.None);

    private async Task PublishAsync(string reference, int daysAgo, params string[] layers)
    {
        var entry = await world.PublishAsync(reference, layers);
        Age(world.Layout.EntryOf(EntryName.Of(reference)), daysAgo * Day);
        foreach (var blob in entry.Blobs)
            Age(world.Store.PathOf(blob.Digest), 5 * Day);
    }

    private static void Age(string path, TimeSpan age) => File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
}
