namespace Fairlead.Images.Cache.Provision;

/// <summary>Where an image was had from, in the order in which they are tried.</summary>
public enum ProvisionSource
{
    Engine,
    Cache,
    Registry,
    Build,
}
