using Fairlead.Primitives;
using Fairlead.Stages.Tests.Support;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests;

public sealed class DiskTests : IDisposable
{
    private static readonly StageInputs Inputs = CacheWorld.Inputs(("setting:nodes", "1"));
    private readonly CacheWorld world = new(withShared: true);

    [Test]
    public async Task A_full_disk_names_the_cache_and_the_bytes_and_leaves_nothing()
    {
        using var disk = await Mount.TmpfsAsync(world.Root, kilobytes: 128);

        Assert.That(
            async () => await world.RunAsync(Inputs, Bulky(1_000_000)),
            Throws.TypeOf<FairleadException>()
                .With.Property(nameof(FairleadException.ExitCode)).EqualTo(ExitCode.StageFailed)
                .And.Message.Contains($"the stage cache {world.Root} for stage 'package'")
                .And.Message.Matches("needs at least [1-9][0-9]+ bytes")
                .And.Message.Contains("--cache-root="));
        Assert.That(world.Files("entries").Concat(world.Files("blobs")).Concat(world.Files("temporary")).Concat(world.Files("leases").Where(path => path.EndsWith(".json", StringComparison.Ordinal))), Is.Empty);

        await world.RunAsync(Inputs, Bulky(1000));
        Assert.That((await world.RunAsync(Inputs)).Outcome, Is.EqualTo(StageOutcome.Hit), "there is room for a smaller result");
    }

    [Test]
    public async Task A_disk_that_fills_while_a_shared_result_comes_over_is_an_error_of_the_local_root()
    {
        await world.RunAsync(Inputs, Bulky(1_000_000));
        using var disk = await Mount.TmpfsAsync(world.File("other"), kilobytes: 128);

        Assert.That(
            async () => await world.RunAsync(Inputs, cache: world.Open(disk.Path)),
            Throws.TypeOf<FairleadException>().With.Message.Contains($"the stage cache {disk.Path} for stage"));
        Assert.That(world.Warnings, Is.Empty, "nothing is wrong with the shared root");
    }

    [Test]
    public void A_root_that_is_a_file_says_what_to_set()
    {
        var file = world.File("file");
        File.WriteAllText(file, "");
        Assert.That(
            async () => await world.RunAsync(Inputs, cache: world.Open(file)),
            Throws.TypeOf<FairleadException>()
                .With.Property(nameof(FairleadException.ExitCode)).EqualTo(ExitCode.Usage)
                .And.Message.Contains(file)
                .And.Message.Contains("--cache-root="));
    }

    [Test]
    public async Task A_read_only_root_says_what_to_set()
    {
        using var disk = await Mount.TmpfsAsync(world.Root, kilobytes: 256);
        await world.RunAsync(Inputs);
        await disk.MakeReadOnlyAsync();

        foreach (var inputs in (StageInputs[])[Inputs, CacheWorld.InputsOf("render")])
        {
            Assert.That(
                async () => await world.RunAsync(inputs),
                Throws.TypeOf<FairleadException>()
                    .With.Property(nameof(FairleadException.ExitCode)).EqualTo(ExitCode.Usage)
                    .And.Message.Contains(world.Root)
                    .And.Message.Contains("--cache-root="));
        }
    }

    [Test]
    public async Task A_read_only_shared_root_is_read_and_costs_one_warning()
    {
        using var disk = await Mount.TmpfsAsync(world.SharedRoot, kilobytes: 256);
        await world.RunAsync(Inputs);
        await disk.MakeReadOnlyAsync();
        var other = world.Open(world.File("other"));

        await world.RunAsync(CacheWorld.InputsOf("render"), cache: other);
        await world.RunAsync(CacheWorld.InputsOf("submit"), cache: other);
        var shared = await world.RunAsync(Inputs, cache: other);

        Assert.That(shared.Outcome, Is.EqualTo(StageOutcome.Hit));
        Assert.That(world.Warnings.Single(), Does.Contain(world.SharedRoot).And.Contain("cannot be written: Read-only file system"));
    }

    [Test]
    public async Task A_full_shared_root_is_one_warning_and_holds_nothing_half()
    {
        using var disk = await Mount.TmpfsAsync(world.SharedRoot, kilobytes: 128);

        var result = await world.RunAsync(Inputs, Bulky(1_000_000));

        var shared = CacheWorld.LayoutOf(world.SharedRoot);
        Assert.That(result.Outcome, Is.EqualTo(StageOutcome.Ran));
        Assert.That(world.Warnings.Single(), Does.Contain("No space left"));
        Assert.That(Directory.EnumerateFileSystemEntries(shared.Entries).Concat(Directory.EnumerateFileSystemEntries(shared.Temporary)), Is.Empty);
    }

    public void Dispose() => world.Dispose();

    private static StageBody Bulky(int bytes) => (output, token) =>
        File.WriteAllBytesAsync(Path.Combine(output, "bulk"), new byte[bytes], token);
}
