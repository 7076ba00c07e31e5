using System.Text;

namespace Fairlead.Images.Cache.Documents;

/// <summary>The manifest of an image that came without one, or whose layers the cache keeps in another form.</summary>
internal static class ComposedManifest
{
    public static byte[] Of(CachedBlob config, IEnumerable<CachedBlob> layers) => Encoding.UTF8.GetBytes(OciJson.Write(
        new OciManifest(
            BlobReference.Of(config) with { MediaType = MediaTypes.Config },
            [.. layers.Select(layer => BlobReference.Of(layer) with { MediaType = MediaTypes.IsCompressed(layer.MediaType) ? MediaTypes.CompressedLayer : MediaTypes.Layer })],
            MediaTypes.Manifest),
        OciJson.Default.OciManifest));
}
