namespace Fairlead.Images.Cache.Documents;

/// <summary>Of the OCI image-spec (media-types.md), and what Docker called them before.</summary>
internal static class MediaTypes
{
    public const string Index = "application/vnd.oci.image.index.v1+json";
    public const string DockerList = "application/vnd.docker.distribution.manifest.list.v2+json";
    public const string Manifest = "application/vnd.oci.image.manifest.v1+json";
    public const string Config = "application/vnd.oci.image.config.v1+json";
    public const string Layer = "application/vnd.oci.image.layer.v1.tar";
    public const string CompressedLayer = "application/vnd.oci.image.layer.v1.tar+gzip";

    public static bool IsCompressed(string layer) => layer.EndsWith("gzip", StringComparison.Ordinal);
}
