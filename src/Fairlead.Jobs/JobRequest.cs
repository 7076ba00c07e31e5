using System.Collections.Immutable;
using Fairlead.Jobs.Cloud;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Slurm;
using Fairlead.Primitives;
using Fairlead.Recipes;

namespace Fairlead.Jobs;

/// <summary>Everything that will be sent, and nothing that depends on this machine or on the time: equal requests are equal bytes.</summary>
public sealed record JobRequest
{
    public const int CurrentSchema = 1;

    public int Schema { get; init; } = CurrentSchema;

    public required string Recipe { get; init; }

    public required string Config { get; init; }

    public required ExecutorKind Executor { get; init; }

    public required int Nodes { get; init; }

    public required int ProcessesPerNode { get; init; }

    public int? GpusPerNode { get; init; }

    public required SourceReference Source { get; init; }

    /// <summary>By slot; the job finds each in the folder named by FAIRLEAD_ARTIFACT_&lt;SLOT&gt;.</summary>
    public ImmutableSortedDictionary<string, PinnedArtifact> Artifacts { get; init; } = ImmutableSortedDictionary<string, PinnedArtifact>.Empty;

    /// <summary>Files of the user's that the config names, by config key, fixed to their content.</summary>
    public ImmutableSortedDictionary<string, Digest> FileInputs { get; init; } = ImmutableSortedDictionary<string, Digest>.Empty;

    /// <summary>Variable to reference, such as <c>env:HF_TOKEN</c>; never a value.</summary>
    public ImmutableSortedDictionary<string, string> Secrets { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Name to content: the scripts and configuration that are written for the job.</summary>
    public required ImmutableSortedDictionary<string, string> Files { get; init; }

    /// <summary>Null for executors other than dgxcloud and lepton.</summary>
    public CloudPart? Cloud { get; init; }

    /// <summary>Null for executors other than docker.</summary>
    public DockerPart? Docker { get; init; }

    /// <summary>Null for executors other than slurm.</summary>
    public SlurmPart? Slurm { get; init; }

    public Digest Key => Digest.Of(JobRequestJson.Write(this));

    /// <summary>Recipe and key: the name under which a backend knows the job, and by which it is found again.</summary>
    public string Name => JobName.Of(Recipe, Key);
}
