using Fairlead.Images.Engine;

namespace Fairlead.Images.Cache.Saving;

/// <summary>How much free space saving an image asks for.</summary>
internal static class SpaceNeeded
{
    private const decimal Margin = 1.1m;

    /// <returns>Bytes: the image without the largest one in the cache that it is built on, and a tenth more. Layers are usually kept compressed, and take less.</returns>
    public static long For(ImageDetails image, IEnumerable<ImageEntry> cached) =>
        (long)decimal.Ceiling(Margin * (image.Size - cached.Where(entry => IsBaseOf(entry, image)).Select(entry => entry.SizeBytes).DefaultIfEmpty(0).Max()));

    private static bool IsBaseOf(ImageEntry entry, ImageDetails image) =>
        entry.Layers.Length <= image.DiffIds.Length && entry.Layers.Select(layer => layer.DiffId).SequenceEqual(image.DiffIds.Take(entry.Layers.Length));
}
