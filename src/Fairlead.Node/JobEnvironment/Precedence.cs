using System.Collections.Immutable;

namespace Fairlead.Node.JobEnvironment;

/// <summary>The only place where layers meet.</summary>
internal static class Precedence
{
    /// <summary>The strongest word on each value; within a layer the last one.</summary>
    public static ImmutableArray<Declared> Merge(IEnumerable<Declared> declared) =>
    [
        .. declared.GroupBy(value => (value.Field, value.Key))
            .Select(words => words.Reverse().MinBy(word => word.Layer)!)
            .OrderBy(value => value.Field).ThenBy(value => value.Key, StringComparer.Ordinal),
    ];
}
