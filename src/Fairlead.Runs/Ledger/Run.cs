using System.Text.Json.Serialization;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Runs.Ledger;

/// <summary>One submission and its life. The intent is recorded before the backend is called, its id after.</summary>
public sealed record Run
{
    public const int CurrentSchema = 2;

    public int Schema { get; init; } = CurrentSchema;

    /// <summary>The name, and from the second attempt on the attempt.</summary>
    public required string Id { get; init; }

    /// <summary>The request's name: the same for every attempt at the same request.</summary>
    public required string Name { get; init; }

    public required int Attempt { get; init; }

    public required string Recipe { get; init; }

    public required string Config { get; init; }

    public required string Profile { get; init; }

    public required string Executor { get; init; }

    /// <summary>Where the run was sent; null for executors that need no such thing.</summary>
    [JsonIgnore]
    public BackendSite? Site { get; init; }

    public required DateTimeOffset Created { get; init; }

    /// <summary>Null until the backend has answered.</summary>
    public string? BackendId { get; init; }

    public DateTimeOffset? Submitted { get; init; }

    /// <summary>Recorded once it is final; a final status never changes, but that of a refused submission, which can be tried again.</summary>
    public RunStatus? Final { get; init; }

    [JsonIgnore]
    public string Directory { get; init; } = "";

    [JsonIgnore]
    public string OutputDirectory => Path.Combine(Directory, "output");

    [JsonIgnore]
    public string RequestFile => Path.Combine(Directory, "request.json");

    /// <summary>What was, or is to be, sent.</summary>
    /// <exception cref="FairleadException">The ledger's copy of it is damaged.</exception>
    [JsonIgnore]
    public JobRequest Request => Sent?.Value ?? throw new InvalidOperationException($"run {Id} is not from a ledger");

    /// <summary>Reads the request at most once.</summary>
    [JsonIgnore]
    public Lazy<JobRequest>? Sent { get; init; }

    public static string IdOf(string name, int attempt) => attempt == 1 ? name : $"{name}-{attempt}";

    /// <summary>The site, for the backend that is asked.</summary>
    /// <exception cref="InvalidOperationException">The run is another backend's.</exception>
    public T SiteAs<T>()
        where T : BackendSite => Site as T ?? throw new InvalidOperationException($"run {Id} of {Executor} has no {typeof(T).Name}");
}
