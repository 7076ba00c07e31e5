using Fairlead.Primitives;

namespace Fairlead.Recipes.Settings;

/// <summary>Where a setting came from: the layer that won, and its place in a file when it has one.</summary>
/// <param name="Layer">For example <c>built-in</c>, <c>run spec</c>, <c>recipe config</c>, <c>profile hpc</c>, <c>--set</c>.</param>
/// <param name="Line">One-based line; 0 when there is no file, or no line in it.</param>
public sealed record Origin(string Layer, string? File = null, int Line = 0)
{
    public static readonly Origin BuiltIn = new("built-in");

    public static readonly Origin CommandLine = new("--set");

    /// <summary><c>file:line</c> where there is a file, else the layer: how an error message starts.</summary>
    public string Place => File is null ? Layer : Line == 0 ? File : $"{File}:{Line}";

    /// <summary>A failure of the user's configuration at this place.</summary>
    public FairleadException Fault(string message, string? next = null) => FairleadException.Usage($"{Place}: {message}", next);

    public override string ToString() =>
        File is null ? Layer : Line == 0 ? $"{Layer} ({Path.GetFileName(File)})" : $"{Layer} ({Path.GetFileName(File)}:{Line})";
}
