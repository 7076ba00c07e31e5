using System.Text.Json.Serialization;
using Fairlead.Jobs.DgxCloud;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Lepton;
using Fairlead.Jobs.Slurm;
using Fairlead.Recipes;

namespace Fairlead.Executors.Ledger;

/// <summary>One submission and its life. The intent is recorded before the backend is called, its id after.</summary>
public sealed record Run
{
    public int Schema { get; init; } = 1;

    /// <summary>The name, and from the second attempt on the attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The request's name: the same for every attempt at the same request.</summary>
    public required string Name { get; init; }

    public required int Attempt { get; init; }

    public required string Recipe { get; init; }

    public required string Config { get; init; }

    public required string Profile { get; init; }

    public required ExecutorKind Executor { get; init; }

    /// <summary>The cluster the run was sent to; null for executors that need no such thing.</summary>
    public SlurmSite? Site { get; init; }

    /// <summary>The container engine the run was given to; null for other executors.</summary>
    public DockerSite? Engine { get; init; }

    /// <summary>The run:ai control plane the run was sent to; null for other executors.</summary>
    public DgxCloudSite? DgxCloud { get; init; }

    /// <summary>The Lepton workspace the run was sent to; null for other executors.</summary>
    public LeptonSite? Lepton { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Null until the backend has answered.</summary>
    public string? BackendId { get; init; }

    public DateTimeOffset? Submitted { get; init; }

    /// <summary>Recorded once it is final; a final status never changes.</summary>
    public RunStatus? Final { get; init; }

    [JsonIgnore]
    public string Directory { get; init; } = "";

    [JsonIgnore]
    public string OutputDirectory => Path.Combine(Directory, "output");

    [JsonIgnore]
    public string RequestFile => Path.Combine(Directory, "request.json");

    public static string IdOf(string name, int attempt) => attempt == 1 ? name : $"{name}-{attempt}";
}
