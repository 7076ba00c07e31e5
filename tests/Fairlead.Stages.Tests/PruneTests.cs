using Fairlead.Stages.Caching;
using Fairlead.Stages.Store;
using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class PruneTests : IDisposable
{
    private static readonly TimeSpan Month = TimeSpan.FromDays(30);
    private readonly CacheWorld world = new();

    [Test]
    public async Task Entries_unused_for_long_go_and_the_latest_of_each_subject_stays()
    {
        await world.RunAsync(Nodes(1));
        var latest = await world.RunAsync(Nodes(2));

        var report = Later(31).Prune(Month);

        Assert.That((report.EntriesRemoved, report.EntriesKept, report.BlobsRemoved), Is.EqualTo((1, 1, 2)));
        Assert.That(world.Open().TryLookup(Nodes(1)), Is.Null);
        Assert.That(world.Open().TryLookup(Nodes(2))?.OutputDigest, Is.EqualTo(latest.OutputDigest));
    }

    [Test]
    public async Task Entries_in_use_stay()
    {
        await world.RunAsync(Nodes(1));
        await world.RunAsync(Nodes(2));

        Assert.That(Later(29).Prune(Month).EntriesRemoved, Is.Zero);
    }

    [Test]
    public async Task A_hit_counts_as_use()
    {
        await world.RunAsync(Nodes(1));
        await world.RunAsync(Nodes(2));
        await world.RunAsync(Nodes(1), cache: Later(20));
        await world.RunAsync(Nodes(2), cache: Later(20));

        Assert.That(Later(40).Prune(Month).EntriesRemoved, Is.Zero);
    }

    [Test]
    public async Task A_blob_that_a_kept_entry_needs_too_stays()
    {
        StageBody same = (output, token) => File.WriteAllTextAsync(Path.Combine(output, "same"), "same", token);
        await world.RunAsync(Nodes(1), same);
        var kept = await world.RunAsync(Nodes(2), same);

        Later(31).Prune(Month);

        Assert.That(File.ReadAllText(world.Open().PathOf(kept.Outputs["same"].Digest)), Is.EqualTo("same"));
    }

    [Test]
    public async Task The_bytes_freed_are_those_that_disappear()
    {
        await world.RunAsync(Nodes(1), (output, token) => File.WriteAllBytesAsync(Path.Combine(output, "bulk"), new byte[100_000], token));
        await world.RunAsync(Nodes(2));
        var before = Size();

        var report = Later(31).Prune(Month);

        Assert.That(report.BytesFreed, Is.EqualTo(before - Size()).And.GreaterThan(100_000));
    }

    [Test]
    public async Task Damaged_entries_and_stray_blobs_go()
    {
        await world.RunAsync(Nodes(1));
        await File.WriteAllTextAsync(world.EntryPath(Nodes(1).Key), "{");

        var report = world.Open().Prune(Month);

        Assert.That((report.EntriesRemoved, report.BlobsRemoved), Is.EqualTo((1, 2)));
        Assert.That(world.Files("entries").Concat(world.Files("blobs")).Concat(world.Files("latest")), Is.Empty);
    }

    [Test]
    public async Task Quarantine_is_kept_for_as_long_as_unused_entries()
    {
        await world.RunAsync(Nodes(1));
        await File.WriteAllTextAsync(world.EntryPath(Nodes(1).Key), "{");
        world.Open().TryLookup(Nodes(1));

        Later(29).Prune(Month);
        Assert.That(world.Files("quarantine").Count(), Is.EqualTo(1));

        Later(31).Prune(Month);
        Assert.That(world.Files("quarantine"), Is.Empty);
    }

    [Test]
    public async Task Turns_leave_nothing_and_those_of_the_dead_go()
    {
        await world.RunAsync(Nodes(1));
        Assert.That(Leases(), Is.Empty);
        var dead = Writer.Current with { Started = Writer.Current.Started - 1 };
        await File.WriteAllTextAsync(CacheWorld.LayoutOf(world.Root).LeaseOf("dead"), LeaseHolder.Of(dead, DateTimeOffset.UtcNow).ToJson());

        world.Open().Prune(Month);

        Assert.That(Leases(), Is.Empty);
    }

    [Test]
    public async Task What_somebody_is_making_again_stays()
    {
        await world.RunAsync(Nodes(1));
        await world.RunAsync(Nodes(2));
        var elsewhere = new Writer("other-host", Pid: 1, "its own boot", Started: 1, JobId: null);
        await File.WriteAllTextAsync(CacheWorld.LayoutOf(world.Root).LeaseOf($"{Nodes(1).Key}"), LeaseHolder.Of(elsewhere, DateTimeOffset.UtcNow).ToJson());

        Assert.That(Later(31).Prune(Month).EntriesRemoved, Is.Zero);
    }

    [Test]
    public async Task What_a_cache_of_an_earlier_layout_holds_is_in_nobodys_way()
    {
        foreach (var name in (string[])["objects/ab/cdef", "entries/ab/cdef", "locks/abcdef", "tmp/abcdef.lock", $"latest/{Nodes(1).Key}"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(world.Root, name))!);
            await File.WriteAllTextAsync(Path.Combine(world.Root, name), $"{Nodes(9).Key}");
        }

        await world.RunAsync(Nodes(1));
        Later(31).Prune(Month);

        Assert.That((await world.RunAsync(Nodes(1))).Outcome, Is.EqualTo(StageOutcome.Hit));
        Assert.That(world.Open().Info().UnreadableEntries, Is.Zero);
        Assert.That(world.Warnings, Is.Empty);
    }

    [Test]
    public void An_empty_cache_has_nothing_to_prune() =>
        Assert.That(world.Open().Prune(Month), Is.EqualTo(new PruneReport(0, 0, 0, 0)));

    [Test]
    public async Task Pruning_all_the_time_disturbs_no_run()
    {
        using var stop = new CancellationTokenSource();
        var pruning = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                world.Open(new Clock(TimeSpan.FromHours(2))).Prune(TimeSpan.Zero);
        });

        for (var i = 0; i < 20; i++)
        {
            var cache = world.Open();
            var result = await world.RunAsync(Nodes(i), cache: cache);
            Assert.That(await File.ReadAllTextAsync(cache.PathOf(result.Outputs["out.txt"].Digest)), Does.Contain($"{i}"));
            Assert.That((await world.RunAsync(Nodes(i))).Outcome, Is.EqualTo(StageOutcome.Hit));
        }

        await stop.CancelAsync();
        await pruning;
        Assert.That(world.Warnings, Is.Empty);
    }

    public void Dispose() => world.Dispose();

    private static StageInputs Nodes(int nodes) => CacheWorld.Inputs(("setting:nodes", $"{nodes}"));

    private StageCache Later(int days) => world.Open(new Clock(TimeSpan.FromDays(days)));

    private IEnumerable<string> Leases() => world.Files("leases").Where(path => path.EndsWith(StoreLayout.LeaseSuffix, StringComparison.Ordinal));

    private long Size() => world.Files("").Sum(path => new FileInfo(path).Length);
}
