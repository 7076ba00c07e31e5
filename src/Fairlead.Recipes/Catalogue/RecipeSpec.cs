using System.Collections.Immutable;

namespace Fairlead.Recipes.Catalogue;

/// <summary>What a recipe says of itself, in recipe.toml or in its script's <c>tool.runspec</c> block. All paths are absolute.</summary>
public sealed record RecipeSpec
{
    /// <summary>For example <c>nano3/sft</c> or <c>nano3/data/prep/sft</c>: the family, then the stage.</summary>
    public required string Name { get; init; }

    public string Family => Name.Split('/')[0];

    /// <summary>Everything after the family: <c>sft</c>, <c>data/prep/sft</c>.</summary>
    public string Stage => Name[(Family.Length + 1)..];

    /// <summary>The folder that was searched for recipes.</summary>
    public required string RecipesRoot { get; init; }

    public required string Script { get; init; }

    /// <summary>What the recipe needs before its first run, in prose.</summary>
    public string? Setup { get; init; }

    /// <summary>Where its documentation is.</summary>
    public string? Docs { get; init; }

    /// <summary>The file the spec was read from: recipe.toml, or the script itself.</summary>
    public required string SpecFile { get; init; }

    public required string ConfigDirectory { get; init; }

    public required string DefaultConfig { get; init; }

    public required LaunchKind Launch { get; init; }

    /// <summary>The user's own command template with <c>{script}</c> and <c>{config}</c>; null: chosen by launch.</summary>
    public string? RunCommand { get; init; }

    /// <summary>Directory inside the container that the script expects to start in.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>A published image that the recipe runs in.</summary>
    public string? Image { get; init; }

    /// <summary>How the recipe's own image is built; null: it owns none.</summary>
    public RecipeBuild? Build { get; init; }

    public int Nodes { get; init; } = 1;

    /// <summary>Null when the spec says <c>gpu</c>: ask the device, unknown at submit.</summary>
    public int? GpusPerNode { get; init; }

    public ImmutableSortedDictionary<string, string> Environment { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>What to ship, relative to <see cref="RecipesRoot"/>: files and folders. Empty: the packages below <c>src/</c> (upstream's layout).</summary>
    public ImmutableArray<string> Sources { get; init; } = [];

    /// <summary>Slot to artifact name: what this recipe reads, for example <c>data</c> to <c>nano3-sft-data</c>.</summary>
    public ImmutableSortedDictionary<string, string> Inputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Slot to artifact name: what this recipe writes.</summary>
    public ImmutableSortedDictionary<string, string> Outputs { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Dotted config keys whose value, when set, names a file of the user's that travels with the job.</summary>
    public ImmutableArray<string> FileInputs { get; init; } = [];

    /// <summary>The script resumes from its own checkpoints, so a scheduler may requeue it.</summary>
    public bool Checkpoints { get; init; }
}
