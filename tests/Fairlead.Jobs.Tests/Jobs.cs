using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;

namespace Fairlead.Jobs.Tests;

/// <summary>A resolved job to start from, and its rendering.</summary>
internal static class Jobs
{
    public static readonly SourceReference Source = new(Digest.Of("source"), "recipes", "recipes/nano3/sft/train.py");
    private static readonly Origin Here = new("test");

    public static ResolvedJob Plain { get; } = new()
    {
        Recipe = new RecipeSpec
        {
            Name = "nano3/sft",
            RecipesRoot = "/recipes",
            Script = "/recipes/nano3/sft/train.py",
            SpecFile = "/recipes/nano3/sft/recipe.toml",
            ConfigDirectory = "/recipes/nano3/sft/config",
            DefaultConfig = "tiny",
            Launch = LaunchKind.Direct,
        },
        ConfigName = "tiny",
        Profile = "local",
        Executor = ExecutorKind.Local,
        Launch = LaunchKind.Direct,
        Nodes = 1,
        GpusPerNode = 0,
        ProcessesPerNode = 2,
        ExecutorSettings = Table(),
        Config = Table(("steps", new ScalarSetting(20L, Here)), ("data", Table(("path", new ScalarSetting("x.jsonl", Here))))),
    };

    public static JobRequest Render(ResolvedJob job) => JobRenderer.Render(new RenderInputs(
        job,
        Source,
        ImmutableSortedDictionary<string, PinnedArtifact>.Empty.Add("data", new PinnedArtifact("nano3-sft-data", Digest.Of("data"))),
        ImmutableSortedDictionary<string, Digest>.Empty));

    public static string Script(ResolvedJob job) => Render(job).Files["launch.sh"];

    private static TableSetting Table(params (string Key, Setting Value)[] items) =>
        new(items.ToImmutableSortedDictionary(item => item.Key, item => item.Value), Here);
}
