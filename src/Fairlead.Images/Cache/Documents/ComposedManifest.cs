using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>The manifest of an image that came without one, or whose layers the cache keeps in another form.</summary>
internal static class ComposedManifest
{
    public static byte[] Of(CachedBlob config, IEnumerable<CachedBlob> layers) => Encoding.UTF8.GetBytes(CanonicalJson.Write(new JsonObject
    {
        ["schemaVersion"] = 2,
        ["mediaType"] = MediaTypes.Manifest,
        ["config"] = Descriptor(config, MediaTypes.Config),
        ["layers"] = new JsonArray([.. layers.Select(layer => Descriptor(layer, MediaTypes.IsCompressed(layer.MediaType) ? MediaTypes.CompressedLayer : MediaTypes.Layer))]),
    }));

    private static JsonNode Descriptor(CachedBlob blob, string mediaType) => (BlobReference.Of(blob) with { MediaType = mediaType }).ToJson();
}
