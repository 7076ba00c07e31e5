using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Stages.Reasons;

/// <summary>Compares a stage's inputs with those it had before.</summary>
public static class Explainer
{
    /// <summary>What differs: the version first, then inputs in ordinal order of their names.</summary>
    public static ImmutableArray<InputChange> Compare(StageInputs before, StageInputs after)
    {
        var old = before.Inputs.ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal);
        var current = after.Inputs.ToDictionary(input => input.Name, input => input.Value, StringComparer.Ordinal);
        var changes = old.Keys.Union(current.Keys, StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .Select(name => new InputChange(name, old.GetValueOrDefault(name), current.GetValueOrDefault(name)));
        var version = new InputChange("version", Text(before.Version), Text(after.Version));
        return [.. changes.Prepend(version).Where(change => change.Old != change.New)];
    }

    internal static Explanation Recorded(StageInputs inputs) => Explained(inputs, wouldRun: false, "recorded", []);

    /// <param name="previous">The key last recorded for the stage and subject.</param>
    /// <param name="earlier">The inputs of that key, when it is another one and they are still known.</param>
    /// <param name="damaged">A result was recorded for the present key and has failed verification.</param>
    internal static Explanation Explain(StageInputs inputs, Digest? previous, StageInputs? earlier, bool damaged)
    {
        var changes = earlier is null ? [] : Compare(earlier, inputs);
        var summary = (damaged, previous, changes) switch
        {
            (true, _, _) => "the recorded result was damaged",
            (_, null, _) => "no earlier run",
            (_, var key, _) when key == inputs.Key => "the recorded result is gone",
            (_, _, []) => "the inputs of the earlier run are gone",
            (_, _, [var only]) => $"{only}",
            (_, _, [var first, .. var more]) => $"{first} (and {more.Length} more)",
        };
        return Explained(inputs, wouldRun: true, summary, changes);
    }

    private static Explanation Explained(StageInputs inputs, bool wouldRun, string summary, ImmutableArray<InputChange> changes) =>
        new(inputs.Stage, inputs.Subject, inputs.Key, wouldRun, summary, changes);

    private static string Text(int version) => version.ToString(CultureInfo.InvariantCulture);
}
