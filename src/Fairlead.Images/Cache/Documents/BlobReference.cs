using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>How a manifest refers to a blob, or an index to a manifest; the OCI image specification calls it a descriptor.</summary>
[method: JsonConstructor]
internal readonly record struct BlobReference(string MediaType, Digest Digest, long Size, Platform? Platform = null, ImmutableSortedDictionary<string, string?>? Annotations = null)
{
    public static BlobReference Of(CachedBlob blob) => new(blob.MediaType, blob.Digest, blob.Size);

    public CachedBlob Cached(Digest diffId) => new(Digest, diffId, Size, MediaType);
}
