using Fairlead.Primitives;

namespace Fairlead.Recipes.Toml;

/// <summary>A text that is not TOML 1.1: where it first goes wrong, what was expected there and what was found.</summary>
public sealed class TomlException(string file, SourcePosition position, string expected, string found)
    : FairleadException(ExitCode.Usage, $"{file}:{position}: expected {expected}, found {found}")
{
    public string File { get; } = file;

    public SourcePosition Position { get; } = position;
}
