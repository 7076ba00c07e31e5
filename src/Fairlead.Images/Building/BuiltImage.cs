using Fairlead.Images.Engine;

namespace Fairlead.Images.Building;

/// <summary>An image that the engine has now.</summary>
/// <param name="Log">What the build printed; null when there was none.</param>
public sealed record BuiltImage(string Reference, ImageDetails Image, BuildOutcome Outcome, string? Log);
