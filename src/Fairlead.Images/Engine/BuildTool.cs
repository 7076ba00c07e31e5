namespace Fairlead.Images.Engine;

/// <summary>What an engine builds images with.</summary>
public enum BuildTool
{
    /// <summary>BuildKit by way of the client's plugin.</summary>
    Buildx,

    /// <summary>BuildKit inside the engine, which clients before version 23 ask for themselves.</summary>
    IntegratedBuildKit,

    /// <summary>The builder before BuildKit. It knows no secrets and no ignore file per Dockerfile.</summary>
    Classic,

    /// <summary>Podman's own, which knows secrets.</summary>
    Podman,
}
