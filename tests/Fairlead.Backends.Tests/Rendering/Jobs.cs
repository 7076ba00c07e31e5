using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Requests;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Rendering;

/// <summary>A resolved job to start from, and its rendering.</summary>
internal static class Jobs
{
    public static readonly SourceReference Source = new(Digest.Of("source"), "recipes", "recipes/nano3/sft/train.py");
    private static readonly Origin Here = new("test");

    public static ResolvedJob Plain { get; } = PlainJob.Of("nano3/sft", "train.py") with
    {
        ProcessesPerNode = 2,
        Config = Table(("steps", new ScalarSetting(20L, Here)), ("data", Table(("path", new ScalarSetting("x.jsonl", Here))))),
    };

    public static JobRequest Render(ResolvedJob job) => Known.Render(new RenderInputs(
        job,
        Source,
        ImmutableSortedDictionary<string, PinnedArtifact>.Empty.Add("data", new PinnedArtifact("nano3-sft-data", Digest.Of("data"))),
        ImmutableSortedDictionary<string, Digest>.Empty));

    public static string Script(ResolvedJob job) => Render(job).Files["launch.sh"];

    private static TableSetting Table(params (string Key, Setting Value)[] items) =>
        new(items.ToImmutableSortedDictionary(item => item.Key, item => item.Value), Here);
}
