using System.Collections.Immutable;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Cache.Loading;

public sealed class PlanningLayers
{
    private static readonly ImageEntry Entry = new("team/alpha:1", Blob("manifest"), Blob("config"), [Blob("a"), Blob("b"), Blob("c")], "linux/amd64", 3, null, "host", 7, null, DateTimeOffset.UnixEpoch);

    [Test]
    public void Chains_are_as_the_specification_has_them()
    {
        var (a, b, c) = (Digest.Of("a"), Digest.Of("b"), Digest.Of("c"));
        var ab = Digest.Of($"sha256:{a} sha256:{b}");
        Assert.That(ChainIds.Of([a, b, c]), Is.EqualTo([a, ab, Digest.Of($"sha256:{ab} sha256:{c}")]));
        Assert.That(ChainIds.Of([]), Is.Empty);
    }

    [Test]
    public void Layers_on_a_shared_base_are_missing() => AssertMissing([["a", "b", "x"]], "c");

    [Test]
    public void Layers_of_several_images_count() => AssertMissing([["x"], ["a"], ["a", "b"]], "c");

    [Test]
    public void A_layer_on_another_base_is_another_layer() => AssertMissing([["a", "x", "c"]], "b", "c");

    [Test]
    public void Of_an_image_that_ends_with_our_layers_nothing_is_missing() => AssertMissing([["a", "b", "c"]]);

    [Test]
    public void With_no_layer_known_the_image_goes_whole()
    {
        var plan = LayerPlan.Of(Entry, [Image("b", "c")]);
        Assert.That(plan.Layers, Is.EqualTo(Entry.Layers));
        Assert.That(plan.WhyWhole, Does.Contain("none of its layers"));
    }

    private static void AssertMissing(string[][] images, params string[] missing)
    {
        var plan = LayerPlan.Of(Entry, images.Select(Image));
        Assert.That(plan.WhyWhole, Is.Null);
        Assert.That(plan.Layers, Is.EqualTo(missing.Select(Blob)));
    }

    private static CachedBlob Blob(string text) => new(Digest.Of($"gzip of {text}"), Digest.Of(text), 1, "application/octet-stream");

    private static ImageDetails Image(params string[] layers) =>
        new(Digest.Of(string.Concat(layers)), [], [], 1, [.. layers.Select(Digest.Of)], ImmutableSortedDictionary<string, string>.Empty, "linux/amd64");
}
