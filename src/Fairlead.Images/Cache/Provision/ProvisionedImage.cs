using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Provision;

/// <summary>An image that is here now.</summary>
/// <param name="Replaced">The image that the reference named before; null when it named none, or this one.</param>
/// <param name="Passed">Why each source before did not have it.</param>
public sealed record ProvisionedImage(ImageDetails Image, ProvisionSource Source, Digest? Replaced, ImmutableArray<string> Passed);
