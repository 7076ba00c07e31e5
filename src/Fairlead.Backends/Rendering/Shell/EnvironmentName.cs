using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Backends.Rendering.Shell;

/// <summary>Names a shell can export.</summary>
public static partial class EnvironmentName
{
    // A run's processes are found by the first; the second are the variables of our scripts themselves.
    private static readonly string[] Reserved = ["FAIRLEAD_", "fl_"];

    // By it the nodes of a job know each other.
    private const string JobSecret = "FAIRLEAD_JOB_SECRET";

    // Read-only in bash, which is sh in many images; and what every shell splits its input by.
    private static readonly string[] OfShells = ["BASHOPTS", "BASH_VERSINFO", "EUID", "IFS", "PPID", "SHELLOPTS", "UID"];

    /// <exception cref="FairleadException">The name is not letters, digits and underscores, starts with a digit, or is Fairlead's or the shell's own.</exception>
    public static string Checked(string name)
    {
        if (name != JobSecret && Array.Find(Reserved, prefix => name.StartsWith(prefix, StringComparison.Ordinal)) is { } reserved)
            throw FairleadException.Usage($"expected a variable of yours in env_vars, found '{name}': names that start with {reserved} are set by Fairlead", "choose another name");
        if (OfShells.Contains(name))
            throw FairleadException.Usage($"expected a variable of yours in env_vars, found '{name}', which shells keep for themselves", "choose another name");
        return Valid().IsMatch(name)
            ? name
            : throw FairleadException.Usage($"expected a variable name of letters, digits and underscores in env_vars, found '{name}'");
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Valid();
}
