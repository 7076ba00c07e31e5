using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Provision;

/// <summary>What became of asking one source for an image.</summary>
internal abstract record Attempt
{
    public sealed record Had(ImageDetails Image, Digest? Replaced) : Attempt;

    public sealed record Passed(string Why) : Attempt;
}
