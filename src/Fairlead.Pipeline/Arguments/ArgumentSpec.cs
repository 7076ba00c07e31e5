using System.Collections.Immutable;

namespace Fairlead.Pipeline.Arguments;

/// <summary>One option of the command line, as the parser and the menu see it.</summary>
/// <param name="Name">Without dashes.</param>
/// <param name="Value">What stands after the equals sign, for people; null for a flag.</param>
/// <param name="Help">One line.</param>
public sealed record ArgumentSpec(string Name, string? Value, string Help)
{
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>May be given more than once.</summary>
    public bool Repeatable { get; init; }

    /// <summary>Answered by Cake rather than by the pipeline.</summary>
    public bool IsCakes { get; init; }

    public bool IsFlag => Value is null;

    public bool Answers(string name) =>
        Name.Equals(name, StringComparison.OrdinalIgnoreCase) || Aliases.Contains(name, StringComparer.OrdinalIgnoreCase);
}
