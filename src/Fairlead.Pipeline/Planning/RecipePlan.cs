using System.Collections.Immutable;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Stages;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;
using Fairlead.Sources;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Planning;

/// <summary>A recipe with every setting decided and its source listed: all that a stage's key is made of.</summary>
/// <param name="SourceDigests">Of the sources that are files, in their order.</param>
/// <param name="Mount">Where the source is unpacked, below the job's code folder.</param>
/// <param name="Script">The script below the code folder, with forward slashes.</param>
/// <param name="Python">The interpreter's version; of one that is not on this machine, its name.</param>
/// <param name="Files">The user's files that travel with the job, by config key.</param>
/// <param name="Producers">By input slot: the recipe that makes the artifact.</param>
internal sealed record RecipePlan(
    ResolvedJob Job,
    SourceList Sources,
    ImmutableArray<Digest> SourceDigests,
    string Mount,
    string Script,
    string Python,
    ImmutableSortedDictionary<string, FileContent> Files,
    ImmutableSortedDictionary<string, RecipePlan> Producers)
{
    /// <summary>The repositories among the job's mounts, each at the commit its branch or tag stood for when the plan was made.</summary>
    public ImmutableArray<PinnedCommit> Commits { get; init; } = [];

    /// <summary>The image that the recipe owns and the job runs in; null: it runs in another, or in none.</summary>
    public PlannedImage? Image { get; init; }

    /// <summary>What the job makes for another of the same command; null: it is not a preparation.</summary>
    public string? Artifact { get; init; }

    /// <summary>Somebody waits for the job. Of a preparation nobody is said to, so that it is the same for whoever needs it.</summary>
    public bool Attached { get; init; }

    /// <summary>What people call it in a stage's line.</summary>
    public string Subject => $"{Job.Recipe.Name} {Job.ConfigName} {Job.Profile}";

    /// <summary>What the packaged source is made of. Several stages ask, and there may be ten thousand files.</summary>
    public StageInputs Package => field ??= PackageStage.InputsOf(this);
}

/// <summary>A file and the digest of what it holds.</summary>
internal sealed record FileContent(string Path, Digest Digest);
