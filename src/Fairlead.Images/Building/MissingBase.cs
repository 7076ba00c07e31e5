namespace Fairlead.Images.Building;

/// <summary>What happens when the engine lacks an image that a Dockerfile builds upon.</summary>
public enum MissingBase
{
    Refuse,

    /// <summary>It is pulled, so that its contents can be part of the key.</summary>
    Pull,
}
