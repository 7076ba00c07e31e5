using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>How a manifest refers to a blob; the OCI image specification calls it a descriptor.</summary>
internal sealed record BlobReference(string MediaType, Digest Digest, long Size)
{
    public static BlobReference Of(JsonElement descriptor) =>
        new(descriptor.RequiredText("mediaType"), DigestName.Parse(descriptor.RequiredText("digest")), descriptor.GetProperty("size").GetInt64());

    public static BlobReference Of(CachedBlob blob) => new(blob.MediaType, blob.Digest, blob.Size);

    public JsonObject ToJson() => new() { ["mediaType"] = MediaType, ["digest"] = DigestName.Of(Digest), ["size"] = Size };

    public CachedBlob Cached(Digest diffId) => new(Digest, diffId, Size, MediaType);
}
