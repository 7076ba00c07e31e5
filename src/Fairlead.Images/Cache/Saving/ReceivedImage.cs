using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Saving;

/// <summary>An image whose blobs have come into the cache.</summary>
/// <param name="BytesWritten">Of the blobs that were not there before.</param>
/// <param name="Reason">Why all of it had to be read from the engine; null when it was not.</param>
internal sealed record ReceivedImage(CachedBlob Manifest, CachedBlob Config, ImmutableArray<CachedBlob> Layers, long BytesWritten, int LayersWritten, string? Reason = null)
{
    /// <param name="written">Sizes of the blobs that were not there before.</param>
    public static ReceivedImage Of(CachedBlob manifest, CachedBlob config, ImmutableArray<CachedBlob> layers, IReadOnlyDictionary<Digest, long> written) =>
        new(manifest, config, layers, written.Values.Sum(), layers.Select(layer => layer.Digest).Distinct().Count(written.ContainsKey));
}
