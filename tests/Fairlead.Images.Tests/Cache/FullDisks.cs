using System.Collections.Immutable;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

public sealed class FullDisks : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly string name = TestImages.NewName();

    [Test]
    public async Task Disk_full_on_cache_is_noticed_before_anything_is_written_with_both_numbers()
    {
        var engine = await BuiltAsync(bytes: 1000);
        using var mount = await Mount.TmpfsAsync(directory.File("images"), kilobytes: 1000);
        var image = (await engine.FindImageAsync(name, CancellationToken.None))!;

        var fault = (await Assert.ThrowsAsync<FairleadException>(() => new ImageSaver(Store(), engine, TimeProvider.System).SaveAsync(name, buildKey: null, CancellationToken.None)))!;

        Assert.That(fault.Message, Does.Contain($"{SpaceNeeded.For(image, [])} bytes").And.Match("has [0-9]{6,7} free"));
        Assert.That(Blobs(mount), Is.Empty);
    }

    [Test]
    public async Task A_disk_that_fills_up_while_the_engine_pushes_ends_the_push()
    {
        var engine = await BuiltAsync(bytes: 5_000_000);
        using var mount = await Mount.TmpfsAsync(directory.File("images"), kilobytes: 3000);
        var image = (await engine.FindImageAsync(name, CancellationToken.None))!;

        var fault = (await Assert.ThrowsAsync<FairleadException>(() => new PushedImage(Store(), engine).ReceiveAsync(image, CancellationToken.None)))!;

        Assert.That(fault.Message, Does.Contain("no space left in the image cache"));
        Assert.That(fault.Next, Does.Contain("CachePrune"));
        Assert.That((await engine.FindImageAsync(name, CancellationToken.None))!.Tags, Is.EqualTo([name]));
        await Eventually.HoldsAsync("the temporaries are gone", () => Task.FromResult(!Directory.EnumerateFiles(Path.Combine(mount.Path, "temporary")).Any()));
    }

    [Test]
    public async Task A_cache_that_cannot_be_written_is_named_with_the_next_step()
    {
        using var mount = await Mount.TmpfsAsync(directory.File("images"), kilobytes: 1000);
        await mount.MakeReadOnlyAsync();
        await using var content = StoreWorld.Content("one");
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => Store().AddAsync(content, expected: null, CancellationToken.None)))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(fault.Message, Does.Contain(mount.Path).And.Contain("--cache-root"));
    }

    [Test]
    public async Task A_root_that_is_a_file_is_named()
    {
        directory.Write("images", "");
        await using var content = StoreWorld.Content("one");
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => Store().AddAsync(content, expected: null, CancellationToken.None)))!;
        Assert.That(fault.Message, Does.Contain(directory.File("images")).And.Contain("--cache-root"));
    }

    [Test]
    public async Task A_cache_that_cannot_be_written_can_be_read()
    {
        using var mount = await Mount.TmpfsAsync(directory.File("images"), kilobytes: 1000);
        using var world = new StoreWorld(mount.Path);
        var entry = await world.PublishAsync("team/alpha:1", "one");
        await mount.MakeReadOnlyAsync();
        world.Store.MarkLoaded(world.Store.Find("team/alpha:1")!);
        await world.Store.VerifyAsync(entry.Layers[0], CancellationToken.None);
        Assert.That(world.Store.List(), Has.Count.EqualTo(1));
    }

    [TestCase(new string[0], 1100)]
    [TestCase(new[] { "1" }, 990)]
    [TestCase(new[] { "1", "1 2" }, 880)]
    [TestCase(new[] { "2", "1 3", "1 2 3 4" }, 1100)]
    [TestCase(new[] { "1 2 3" }, 770)]
    public void What_an_image_needs_is_less_by_the_largest_cached_image_it_is_built_on(string[] cached, long needed)
    {
        var image = new ImageDetails(default, [], [], 1000, [Digest.Of("1"), Digest.Of("2"), Digest.Of("3")], ImmutableSortedDictionary<string, string>.Empty, "linux/amd64");
        Assert.That(SpaceNeeded.For(image, cached.Select(layers => Cached(layers.Split(' ')))), Is.EqualTo(needed));
    }

    public void Dispose() => directory.Dispose();

    private ImageStore Store() => new(directory.File("images"), new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System);

    private static IEnumerable<string> Blobs(Mount mount) => Directory.EnumerateFiles(Path.Combine(mount.Path, "blobs"), "*", SearchOption.AllDirectories);

    // Each layer takes a hundred bytes.
    private static ImageEntry Cached(string[] layers)
    {
        var nothing = new CachedBlob(default, default, 0, "");
        return new ImageEntry("", nothing, nothing, [.. layers.Select(layer => nothing with { DiffId = Digest.Of(layer) })], "", 100 * layers.Length, null, "", 0, null, default);
    }

    private async Task<ContainerEngine> BuiltAsync(int bytes)
    {
        var engine = await SharedEngine.ClientAsync();
        await TestImages.BuildAsync(engine, name, bytes);
        return engine;
    }
}
