using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Rendering.Shell;

/// <summary>The variables of a job as a script exports them.</summary>
internal static class UserVariables
{
    public const string ProgramPath = "PATH";

    // Only the launcher knows it.
    private static readonly ImmutableHashSet<string> Place = ["RANK", "LOCAL_RANK", "NODE_RANK", "WORLD_SIZE", "LOCAL_WORLD_SIZE", "MASTER_ADDR", "MASTER_PORT"];

    /// <summary>Each with its value as shell text. What a value says of the variable itself, <c>/opt/bin:$PATH</c>, is what that holds where the script runs; all else is as written.</summary>
    /// <exception cref="FairleadException">A name that no shell can export, or that is Fairlead's own.</exception>
    public static ImmutableSortedDictionary<string, string> Of(ResolvedJob job) => job.Environment
        .Where(variable => !Place.Contains(variable.Key))
        .ToImmutableSortedDictionary(variable => EnvironmentName.Checked(variable.Key), variable => Text(variable.Key, variable.Value), StringComparer.Ordinal);

    /// <summary>It says something of itself, which is meant where the ranks run.</summary>
    public static bool Extends(string name, string value) => Itself(name).IsMatch(value);

    private static string Text(string name, string value) => value.Length == 0
        ? ShellWord.Quote(value)
        : string.Join($"\"${{{name}-}}\"", Itself(name).Split(value).Select(part => part.Length == 0 ? "" : ShellWord.Quote(part)));

    private static Regex Itself(string name) => new($@"\$\{{{name}\}}|\${name}(?![A-Za-z0-9_])", RegexOptions.CultureInvariant);
}
