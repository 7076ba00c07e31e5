using System.IO.Enumeration;

namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>Lists of patterns of host names (ssh_config(5), "PATTERNS").</summary>
internal static class HostPattern
{
    /// <summary>One of them matches, and none that is negated does.</summary>
    public static bool Matches(string patterns, string name)
    {
        var all = patterns.Split(',', StringSplitOptions.RemoveEmptyEntries);
        return !all.Any(pattern => pattern is ['!', .. var negated] && MatchesOne(negated, name)) && all.Any(pattern => pattern[0] != '!' && MatchesOne(pattern, name));
    }

    private static bool MatchesOne(string pattern, string name) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), name, ignoreCase: true);
}
