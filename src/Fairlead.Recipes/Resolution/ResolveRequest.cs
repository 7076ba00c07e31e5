using System.Collections.Immutable;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Recipes.Resolution;

/// <summary>Everything a resolution depends on, read beforehand.</summary>
public sealed record ResolveRequest
{
    public required RecipeSpec Recipe { get; init; }

    public required RecipeConfig Config { get; init; }

    /// <summary>The executors that a profile may choose.</summary>
    public required Executors Executors { get; init; }

    public required EnvFile EnvFile { get; init; }

    /// <summary>Reads a variable of the caller's environment.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>What relative host paths of mounts are relative to.</summary>
    public required string WorkingDirectory { get; init; }

    /// <summary>What <c>--executor</c> said.</summary>
    public string? Executor { get; init; }

    /// <summary>What <c>--profile</c> said.</summary>
    public string? Profile { get; init; }

    /// <summary>What each <c>--set</c> said, in order.</summary>
    public ImmutableArray<string> Sets { get; init; } = [];

    public ImmutableArray<string> ScriptArguments { get; init; } = [];

    public bool AllowUnknownKeys { get; init; }

    /// <summary>The stages of all recipes, against which the profile's overlays are checked; empty: not checked.</summary>
    public ImmutableArray<string> KnownStages { get; init; } = [];
}
