using System.Collections.Immutable;
using Fairlead.Images.Engine;

namespace Fairlead.Images.Cache.Loading;

/// <summary>Which layers of an image an engine has to be sent.</summary>
/// <param name="WhyWhole">Null when some can be left out.</param>
internal sealed record LayerPlan(ImmutableArray<CachedBlob> Layers, string? WhyWhole)
{
    /// <param name="images">All that the engine has.</param>
    public static LayerPlan Of(ImageEntry entry, IEnumerable<ImageDetails> images)
    {
        var known = images.SelectMany(image => ChainIds.Of(image.DiffIds)).ToHashSet();
        var missing = entry.Layers.Zip(ChainIds.Of(entry.Layers.Select(layer => layer.DiffId)))
            .Where(layer => !known.Contains(layer.Second)).Select(layer => layer.First).ToImmutableArray();
        return missing.Length == entry.Layers.Length ? Whole(entry, "the engine has none of its layers") : new LayerPlan(missing, null);
    }

    public static LayerPlan Whole(ImageEntry entry, string why) => new(entry.Layers, why);
}
