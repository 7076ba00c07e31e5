using System.Collections.Immutable;

namespace Fairlead.Images.Engine;

/// <summary>Tells names of images from what only finds them: ids, the first digits of one, and digests.</summary>
public static class ImageNames
{
    private const string IdPrefix = "sha256:";

    /// <returns>A reference that an image can bear; null when it only finds one.</returns>
    public static string? NameOf(string reference) =>
        reference.StartsWith(IdPrefix, StringComparison.Ordinal) || reference.Contains('@', StringComparison.Ordinal) ? null : reference;

    /// <returns>What to keep an image under: as it was given; where that is its id or a part of it, its names, or in full the id of one without.</returns>
    public static async Task<ImmutableArray<string>> OfAsync(ContainerEngine engine, string given, CancellationToken cancellationToken)
    {
        if (!IsId(given) || await engine.FindImageAsync(given, cancellationToken) is not { } image || image.Tags.Any(tag => IsCalled(tag, given)))
            return [given];
        return image.Tags.IsEmpty ? [image.ById] : image.Tags;
    }

    private static bool IsId(string given) =>
        (given.StartsWith(IdPrefix, StringComparison.Ordinal) ? given[IdPrefix.Length..] : given) is [_, ..] digits && digits.All(char.IsAsciiHexDigitLower);

    // Names of podman begin with a host that nobody writes.
    private static bool IsCalled(string tag, string given) => tag.Split('/')[^1].Split(':')[0] == given;
}
