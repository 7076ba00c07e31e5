using Fairlead.Images.Engine;

namespace Fairlead.Node.Preparation;

/// <summary>An image that every rank has.</summary>
/// <param name="Key">In the manifest.</param>
/// <param name="Image">As this rank's engine knows it; run by its id.</param>
internal sealed record PreparedImage(string Key, ImageDetails Image);
