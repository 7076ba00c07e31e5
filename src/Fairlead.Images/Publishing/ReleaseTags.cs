using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>The tags under which a release is published.</summary>
public static partial class ReleaseTags
{
    /// <summary>Of 1.4.2: 1.4.2, 1.4, 1 and latest. Of a pre-release, such as 1.5.0-rc.1: that alone.</summary>
    /// <exception cref="FairleadException">The text is no version of SemVer 2, or has build metadata, which no tag can carry.</exception>
    public static ImmutableArray<string> Of(string version)
    {
        var match = SemanticVersion().Match(version);
        if (!match.Success)
            throw FairleadException.Usage($"expected a release version such as 1.4.2 or 1.5.0-rc.1, found '{version}'", "see semver.org");
        if (match.Groups["metadata"].Success)
            throw FairleadException.Usage($"expected a release version without build metadata, which no image tag can carry, found '{version}'", "leave out what follows the '+'");
        var (major, minor) = (match.Groups["major"].Value, match.Groups["minor"].Value);
        return match.Groups["prerelease"].Success ? [ImageTag.Checked(version)] : [ImageTag.Checked(version), $"{major}.{minor}", major, "latest"];
    }

    // The expression that semver.org recommends.
    [GeneratedRegex(@"\A(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?:0|[1-9][0-9]*)(?:-(?<prerelease>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+(?<metadata>[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*))?\z")]
    private static partial Regex SemanticVersion();
}
