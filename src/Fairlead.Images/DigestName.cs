using Fairlead.Primitives;

namespace Fairlead.Images;

/// <summary>A digest as images are described: with its algorithm before it (OCI image-spec, descriptor.md).</summary>
internal static class DigestName
{
    public const string Algorithm = "sha256:";

    public static string Of(Digest digest) => $"{Algorithm}{digest}";

    /// <returns>Null when it is not of that form, or of another algorithm.</returns>
    public static Digest? TryParse(string? text) =>
        text?.StartsWith(Algorithm, StringComparison.Ordinal) == true && Digest.TryParse(text[Algorithm.Length..], out var digest) ? digest : null;
}
