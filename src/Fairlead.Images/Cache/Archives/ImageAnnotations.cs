namespace Fairlead.Images.Cache.Archives;

/// <summary>Annotations of an OCI index that name its images.</summary>
internal static class ImageAnnotations
{
    /// <summary>The full reference, as Docker and containerd write it.</summary>
    public const string Name = "io.containerd.image.name";

    /// <summary>The reference, or its tag alone (OCI image-spec, annotations.md).</summary>
    public const string ReferenceName = "org.opencontainers.image.ref.name";
}
