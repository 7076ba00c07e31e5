namespace Fairlead.Images.Cache.Documents;

/// <summary>What an image runs on, as its config and an index say it.</summary>
internal sealed record Platform(string? Os = null, string? Architecture = null, string? Variant = null)
{
    /// <returns>Such as <c>linux/amd64</c> or <c>linux/arm/v7</c>.</returns>
    public override string ToString() => string.Join('/', ((string?[])[Os, Architecture, Variant]).Where(part => !string.IsNullOrEmpty(part)));
}
