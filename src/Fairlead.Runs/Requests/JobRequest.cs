using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Runs.Requests;

/// <summary>Everything that will be sent, and nothing that depends on this machine or on the time: equal requests are equal bytes.</summary>
public sealed record JobRequest
{
    public const int CurrentSchema = 2;

    public int Schema { get; init; } = CurrentSchema;

    public required string Recipe { get; init; }

    public required string Config { get; init; }

    public required string Executor { get; init; }

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

    /// <summary>What the backend reads beyond that; null: nothing.</summary>
    [JsonIgnore]
    public JobPart? Part { get; init; }

    [JsonIgnore]
    public Digest Key => Digest.Of(JobRequestJson.Write(this));

    /// <summary>Recipe and key: the name under which a backend knows the job, and by which it is found again.</summary>
    [JsonIgnore]
    public string Name => JobName.Of(Recipe, Key);

    /// <summary>The part for the backend that is asked.</summary>
    /// <exception cref="InvalidOperationException">The request is for another backend.</exception>
    public T PartAs<T>()
        where T : JobPart => Part as T ?? throw new InvalidOperationException($"the request {Name} for {Executor} has no {typeof(T).Name}");
}
