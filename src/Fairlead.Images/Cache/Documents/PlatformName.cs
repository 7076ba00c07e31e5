using System.Text.Json;

namespace Fairlead.Images.Cache.Documents;

internal static class PlatformName
{
    /// <returns>Such as <c>linux/amd64</c> or <c>linux/arm/v7</c>, of an image's config or an index's platform.</returns>
    public static string Of(JsonElement platform) =>
        string.Join('/', ((string?[])[Text(platform, "os"), Text(platform, "architecture"), Text(platform, "variant")]).Where(part => !string.IsNullOrEmpty(part)));

    private static string? Text(JsonElement platform, string name) => platform.TryGetProperty(name, out var value) ? value.GetString() : null;
}
