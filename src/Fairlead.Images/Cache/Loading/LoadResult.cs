using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Loading;

/// <summary>An image that an engine has now, and what that took.</summary>
/// <param name="Image">As the engine described it before it got the reference; to be run by its id.</param>
/// <param name="BytesSent">Of the archive that the engine took.</param>
/// <param name="Reason">Why every layer was sent; null when they were not.</param>
/// <param name="Replaced">The image that the reference named before; null when it named none, or this one.</param>
public sealed record LoadResult(LoadOutcome Outcome, ImageDetails Image, long BytesSent, int LayersSent, string? Reason, Digest? Replaced);
