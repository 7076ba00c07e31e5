using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Runs.Requests;

/// <summary>What a job is rendered from.</summary>
public sealed record RenderInputs(
    ResolvedJob Job,
    SourceReference Source,
    ImmutableSortedDictionary<string, PinnedArtifact> Artifacts,
    ImmutableSortedDictionary<string, Digest> FileInputs)
{
    /// <summary>The repositories among the job's mounts, each at one commit.</summary>
    public ImmutableArray<PinnedCommit> Commits { get; init; } = [];

    /// <summary>What the job's output is to later jobs, where it stays with the backend; null: nothing.</summary>
    public PinnedArtifact? Publishes { get; init; }

    /// <summary>The image that was built for the job, in place of the one it names; null: none was.</summary>
    public string? ImageName { get; init; }

    /// <summary>The key of the build that <see cref="ImageName"/> comes from.</summary>
    public Digest? ImageKey { get; init; }

    /// <summary>Somebody waits for the job.</summary>
    public bool Attached { get; init; }
}
