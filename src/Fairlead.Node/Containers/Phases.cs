using System.Collections.Immutable;
using System.Globalization;

namespace Fairlead.Node.Containers;

/// <summary>The script that runs a model's phases in its container, and what it says on its own lines.</summary>
internal static class Phases
{
    private const string Script = "phases.sh";
    private const string Tails = "tails.sh";

    /// <summary>Of the scripts, by their names in the helpers' folder.</summary>
    public static ImmutableSortedDictionary<string, string> Files => new[] { Script, Tails }.ToImmutableSortedDictionary(name => name, Text, StringComparer.Ordinal);

    public static ImmutableArray<string> Command(string mark, ModelCommand command) =>
    [
        "sh",
        $"{ContainerPlan.Helpers}/{Script}",
        mark,
        .. command.Phases.SelectMany(phase => (string[])[phase.Phase, phase.Words.Length.ToString(CultureInfo.InvariantCulture), .. phase.Words]),
    ];

    /// <summary>The exit code of the phase that failed; null for any other line.</summary>
    public static int? EndedBy(string line, string mark) =>
        line.StartsWith($"{mark} ended ", StringComparison.Ordinal) && int.TryParse(line.AsSpan(mark.Length + " ended ".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? code : null;

    /// <summary>The phase that begins; null for any other line.</summary>
    public static string? BegunBy(string line, string mark) => line.StartsWith($"{mark} phase ", StringComparison.Ordinal) ? line[(mark.Length + " phase ".Length)..] : null;

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Phases).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
