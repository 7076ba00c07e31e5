using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Recipes.Resolution.Mounts;

/// <summary>Host paths on this machine, for docker: <c>$VAR</c>, a leading <c>~</c> and relative paths are made absolute.</summary>
internal static partial class HostPaths
{
    /// <summary>Expands what it can; a mount with an unset variable is left out, with a warning.</summary>
    public static ImmutableArray<Mount> Expand(
        ImmutableArray<Mount> mounts, Func<string, string?> environment, string workingDirectory, ICollection<string> warnings)
    {
        var expanded = ImmutableArray.CreateBuilder<Mount>();
        foreach (var mount in mounts)
        {
            if (mount is not HostMount host)
                expanded.Add(mount);
            else if (Variable().Matches(host.HostPath).Select(match => match.Groups[1].Value).FirstOrDefault(name => environment(name) is null) is { } unset)
                warnings.Add($"{host.Origin.Place}: the mount '{host.HostPath}:{host.Target}' is left out, because the variable {unset} is not set");
            else
                expanded.Add(host with { HostPath = Absolute(host.HostPath, environment, workingDirectory) });
        }

        return expanded.ToImmutable();
    }

    private static string Absolute(string path, Func<string, string?> environment, string workingDirectory)
    {
        var substituted = Variable().Replace(path, match => environment(match.Groups[1].Value)!);
        return Path.GetFullPath(HomePath.Expand(substituted, environment), workingDirectory);
    }

    [GeneratedRegex(@"\$([A-Za-z_][A-Za-z0-9_]*)")]
    private static partial Regex Variable();
}
