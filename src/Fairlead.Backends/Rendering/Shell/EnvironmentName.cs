using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Backends.Rendering.Shell;

/// <summary>Names a shell can export.</summary>
public static partial class EnvironmentName
{
    // A run's processes are found by these variables.
    private const string Reserved = "FAIRLEAD_";

    /// <exception cref="FairleadException">The name is not letters, digits and underscores, starts with a digit, or is Fairlead's own.</exception>
    public static string Checked(string name)
    {
        if (name.StartsWith(Reserved, StringComparison.Ordinal))
            throw FairleadException.Usage($"expected a variable of yours in env_vars, found '{name}': names that start with {Reserved} are set by Fairlead", "choose another name");
        return Valid().IsMatch(name)
            ? name
            : throw FairleadException.Usage($"expected a variable name of letters, digits and underscores in env_vars, found '{name}'");
    }

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Valid();
}
