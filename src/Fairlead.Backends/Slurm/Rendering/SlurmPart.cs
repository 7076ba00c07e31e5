using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What a request for a Slurm cluster says beyond its files.</summary>
/// <param name="Host">Where sbatch is called: <c>local</c>, or <c>user@host:port</c> as far as they are given.</param>
/// <param name="Directory">The directory on the cluster that everything of Fairlead's lives below; absolute.</param>
/// <param name="Image">The squash file the ranks run in, or the reference of the image it is made from; null: the nodes' own system.</param>
/// <param name="Dependency">The user's own, in sbatch's words.</param>
/// <param name="Commits">Repositories that must be there before nodes are asked for.</param>
/// <param name="Publishes">What the job's output is to later jobs; null: nothing.</param>
public sealed record SlurmPart(
    string Host,
    string Directory,
    string? Image,
    string? Dependency,
    ImmutableArray<PinnedCommit> Commits,
    PinnedArtifact? Publishes) : JobPart
{
    /// <summary>Paths of the cluster that the job's container shows; null: none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ImmutableArray<string>? MountSources { get; init; }

    [JsonIgnore]
    public override JsonTypeInfo Format => SlurmFormat.Default.SlurmPart;
}
