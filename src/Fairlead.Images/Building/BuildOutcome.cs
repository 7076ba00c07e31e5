namespace Fairlead.Images.Building;

/// <summary>Where an image came from.</summary>
public enum BuildOutcome
{
    /// <summary>The engine had it.</summary>
    Adopted,
    Built,
}
