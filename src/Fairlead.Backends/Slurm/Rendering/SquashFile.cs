using System.Text.RegularExpressions;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>How enroot is told which image a squash file is made from.</summary>
public static partial class SquashFile
{
    /// <summary>The image is a file of the cluster already.</summary>
    public static bool IsPath(string image) => image.StartsWith('/');

    /// <summary>enroot parts the registry from the image with a hash sign, and has no other way to tell one.</summary>
    public static string SourceOf(string reference)
    {
        if (Scheme().IsMatch(reference))
            return reference;
        var slash = reference.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IsRegistry(reference[..slash])
            ? $"docker://{reference[..slash]}#{reference[(slash + 1)..]}"
            : $"docker://{reference}";
    }

    // Docker's own rule: a first part that could be no user's name is a host.
    private static bool IsRegistry(string part) => part == "localhost" || part.AsSpan().ContainsAny('.', ':');

    [GeneratedRegex("^[a-z-]+://")]
    private static partial Regex Scheme();
}
