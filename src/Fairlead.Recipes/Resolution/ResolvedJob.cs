using System.Collections.Immutable;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Every setting of a job, decided. Nothing downstream reads an argument, a variable or a profile again.</summary>
public sealed record ResolvedJob
{
    public required RecipeSpec Recipe { get; init; }

    public required string ConfigName { get; init; }

    public required string Profile { get; init; }

    /// <summary>Its name.</summary>
    public required string Executor { get; init; }

    public required LaunchKind Launch { get; init; }

    public required int Nodes { get; init; }

    /// <summary>Null: the recipe asks for none in particular.</summary>
    public required int? GpusPerNode { get; init; }

    /// <summary>Always positive.</summary>
    public required int ProcessesPerNode { get; init; }

    public string? ContainerImage { get; init; }

    /// <summary>The user's own command template with <c>{script}</c> and <c>{config}</c>; null: chosen by launch.</summary>
    public string? RunCommand { get; init; }

    /// <summary>The interpreter that starts the script.</summary>
    public string Python { get; init; } = KnownKeys.DefaultPython;

    /// <summary>Extra options for the launcher itself, such as torchrun's <c>--redirects 1</c>.</summary>
    public ImmutableArray<string> LauncherArguments { get; init; } = [];

    /// <summary>Shell lines of the user's, run before the main command; the first failure ends the job.</summary>
    public ImmutableArray<string> StartupCommands { get; init; } = [];

    /// <summary>Plain variables for the job.</summary>
    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, SecretReference> Secrets { get; init; } = ImmutableSortedDictionary<string, SecretReference>.Empty;

    /// <summary>Arguments for the script, after <c>--</c>.</summary>
    public ImmutableArray<string> ScriptArguments { get; init; } = [];

    /// <summary>Each target once. For docker as they were given, the recipe's first, with absolute host paths: its renderer decides between targets.</summary>
    public ImmutableArray<Mount> Mounts { get; init; } = [];

    /// <summary>Every executor setting (what upstream calls <c>run.env</c>) with the layer that set it.</summary>
    public required TableSetting ExecutorSettings { get; init; }

    /// <summary>What the script reads: the recipe's config without its <c>run</c> table, pod-time expressions left as they are.</summary>
    public required TableSetting Config { get; init; }
}
