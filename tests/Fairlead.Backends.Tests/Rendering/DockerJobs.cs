using System.Collections.Immutable;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Tests.Rendering;

/// <summary>Jobs for a container engine to start from, and their rendering.</summary>
internal static class DockerJobs
{
    public const string Image = "registry.test/nemo:25.11";

    /// <summary>Where settings of the recipe are said to come from.</summary>
    public static readonly Origin Recipe = new("recipe config", "/recipes/nano3/sft/config/tiny.yaml", 3);

    public static ResolvedJob Plain { get; } = Jobs.Plain with { Profile = "box", Executor = "docker", ContainerImage = Image };

    public static RenderInputs Inputs(ResolvedJob job) => new(
        job,
        Jobs.Source,
        ImmutableSortedDictionary<string, PinnedArtifact>.Empty.Add("data", new PinnedArtifact("nano3-sft-data", Digest.Of("data"))),
        ImmutableSortedDictionary<string, Digest>.Empty);

    public static JobRequest Render(ResolvedJob job) => Known.Render(Inputs(job));

    public static DockerPart Part(ResolvedJob job) => Render(job).PartAs<DockerPart>();

    public static string Refusal(ResolvedJob job) => Assert.Throws<FairleadException>(() => Render(job))!.Message;
}
