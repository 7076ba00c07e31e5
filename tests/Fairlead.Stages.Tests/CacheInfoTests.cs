using Fairlead.Primitives;
using Fairlead.Stages.Caching;
using Fairlead.Stages.Tests.Support;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests;

public sealed class CacheInfoTests : IDisposable
{
    private static readonly CacheInfo Info = new(
        "/home/ada/.cache/fairlead", "/shared/fairlead", [new("package", 3, 201_000_000), new("render", 12, 48_211)],
        Blobs: 31, BlobBytes: 201_050_000, UnreadableEntries: 1, QuarantinedFiles: 2, QuarantinedBytes: 4096, TemporaryBytes: 17);

    private readonly CacheWorld world = new();

    [Test]
    public void The_text_is_a_table() => Approved.Matches("cache-info", Info.ToText());

    [Test]
    public void The_json_has_all_of_it() => Approved.Matches("cache-info-json", CanonicalJson.Write(Info.ToJson(), indented: true));

    [Test]
    public void The_text_of_an_empty_cache_has_no_stages() =>
        Approved.Matches("cache-info-empty", new CacheInfo("/cache", SharedRoot: null, [], 0, 0, 0, 0, 0, 0).ToText());

    [Test]
    public async Task Shared_contents_are_counted_once_per_stage()
    {
        StageBody same = (output, token) => File.WriteAllTextAsync(Path.Combine(output, "same"), "same", token);
        await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "1")), same);
        await world.RunAsync(CacheWorld.Inputs(("setting:nodes", "2")), same);
        await world.RunAsync(CacheWorld.InputsOf("render"), same);

        var info = world.Open().Info();

        Assert.That(info.Stages, Is.EqualTo(new StageUsage[] { new("package", 2, 4), new("render", 1, 4) }));
        Assert.That(info.Blobs, Is.EqualTo(1 + 3), "one content, three inputs documents");
        Assert.That((info.QuarantinedFiles, info.TemporaryBytes, info.UnreadableEntries), Is.EqualTo((0, 0L, 0)));
    }

    [Test]
    public void A_cache_that_is_not_there_yet_is_empty_and_stays_away()
    {
        var info = world.Open().Info().ToJson();

        Assert.That((int)info["blobs"]!, Is.Zero);
        Assert.That(info["shared_root"], Is.Null);
        Assert.That(Directory.Exists(world.Root), Is.False);
    }

    public void Dispose() => world.Dispose();
}
