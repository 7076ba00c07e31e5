namespace Fairlead.Images.Cache.Loading;

/// <summary>What it took to have an engine know an image.</summary>
public enum LoadOutcome
{
    /// <summary>Nothing was sent; at most a tag was set.</summary>
    AlreadyThere,

    /// <summary>The layers were sent that the engine did not have.</summary>
    MissingLayers,

    /// <summary>Every layer was sent.</summary>
    Whole,
}
