using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Files of an image archive (OCI image-spec, image-layout.md; Docker Image Specification v1.2).</summary>
internal static class ArchiveNames
{
    public const string Layout = "oci-layout";
    public const string LayoutVersion = """{"imageLayoutVersion":"1.0.0"}""";
    public const string Index = "index.json";
    public const string DockerManifest = "manifest.json";

    public static string Of(Digest blob) => $"blobs/sha256/{blob}";
}
