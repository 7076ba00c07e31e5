using Fairlead.Stages.Caching;
using Fairlead.Stages.Tests.Support;

namespace Fairlead.Stages.Tests;

public sealed class SharedCacheTests : IDisposable
{
    private static readonly StageInputs Inputs = CacheWorld.Inputs(("setting:nodes", "1"));
    private readonly CacheWorld world = new(withShared: true);

    [Test]
    public async Task What_one_host_made_is_a_hit_on_another()
    {
        var first = await world.RunAsync(Inputs);
        var second = await world.RunAsync(Inputs, cache: OtherHost());

        Assert.That(world.Bodies, Is.EqualTo(1));
        Assert.That(second.Outcome, Is.EqualTo(StageOutcome.Hit));
        Assert.That(second.OutputDigest, Is.EqualTo(first.OutputDigest));
        Assert.That(await File.ReadAllTextAsync(OtherHost().PathOf(second.Outputs["out.txt"].Digest)), Does.Contain("setting:nodes"));
    }

    [Test]
    public async Task What_came_over_is_local_from_then_on()
    {
        await world.RunAsync(Inputs);
        await world.RunAsync(Inputs, cache: OtherHost());
        Directory.Delete(world.SharedRoot, recursive: true);
        Directory.CreateDirectory(world.SharedRoot);

        Assert.That((await world.RunAsync(Inputs, cache: OtherHost())).Outcome, Is.EqualTo(StageOutcome.Hit));
    }

    [Test]
    public async Task Explain_counts_what_is_in_the_shared_root()
    {
        await world.RunAsync(Inputs);

        Assert.That(OtherHost().Explain(Inputs).WouldRun, Is.False);
    }

    [Test]
    public async Task A_damaged_shared_blob_is_quarantined_there_and_the_stage_runs()
    {
        var result = await world.RunAsync(Inputs);
        Overwrite.FlipLastByte(CacheWorld.LayoutOf(world.SharedRoot).BlobOf(result.Outputs["out.txt"].Digest));

        Assert.That((await world.RunAsync(Inputs, cache: OtherHost())).Outcome, Is.EqualTo(StageOutcome.Ran));
        Assert.That(world.Warnings.Single(), Does.Contain("holds other contents").And.Contain(world.SharedRoot));
        Assert.That(Directory.EnumerateFiles(Path.Combine(world.SharedRoot, "quarantine")).Count(), Is.EqualTo(2));

        Assert.That((await world.RunAsync(Inputs, cache: ThirdHost())).Outcome, Is.EqualTo(StageOutcome.Hit), "the new result replaced it");
    }

    [Test]
    public async Task A_torn_shared_entry_is_a_miss()
    {
        await world.RunAsync(Inputs);
        await File.WriteAllTextAsync(CacheWorld.LayoutOf(world.SharedRoot).EntryOf($"{Inputs.Key}"), "{");

        Assert.That((await world.RunAsync(Inputs, cache: OtherHost())).Outcome, Is.EqualTo(StageOutcome.Ran));
    }

    [Test]
    public async Task A_shared_root_that_is_not_there_is_one_warning_and_is_not_made()
    {
        Directory.Delete(world.SharedRoot);
        var cache = world.Open();

        await world.RunAsync(Inputs, cache: cache);
        await world.RunAsync(CacheWorld.InputsOf("render"), cache: cache);

        Assert.That(world.Bodies, Is.EqualTo(2));
        Assert.That(world.Warnings.Single(), Does.Contain($"{world.SharedRoot} does not exist"));
        Assert.That(Directory.Exists(world.SharedRoot), Is.False, "making it might hide a mount that is late");
    }

    [Test]
    public async Task A_shared_root_with_a_file_where_a_folder_should_be_is_one_warning()
    {
        await File.WriteAllTextAsync(Path.Combine(world.SharedRoot, "temporary"), "");
        var cache = world.Open();

        await world.RunAsync(Inputs, cache: cache);
        await world.RunAsync(CacheWorld.InputsOf("render"), cache: cache);

        Assert.That(world.Bodies, Is.EqualTo(2));
        Assert.That(world.Warnings.Single(), Does.Contain("cannot be written"));
    }

    public void Dispose() => world.Dispose();

    private StageCache OtherHost() => world.Open(world.File("other"));

    private StageCache ThirdHost() => world.Open(world.File("third"));
}
