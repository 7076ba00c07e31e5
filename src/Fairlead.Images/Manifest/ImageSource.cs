namespace Fairlead.Images.Manifest;

/// <summary>How an image came into a manifest.</summary>
public enum ImageSource
{
    /// <summary>Built from its Dockerfile.</summary>
    Built,

    /// <summary>Named by the user in the place of a build, for one run.</summary>
    LocalImage,

    /// <summary>Named by the user when the others were built.</summary>
    UseImage,

    /// <summary>Built by a job on a compute node, and pushed from there.</summary>
    BuildOnCompute,

    /// <summary>Left out of the build; it is to be in the registry.</summary>
    NotBuilt,
}
