using System.Collections.Immutable;
using Fairlead.Runs.Ledger;

namespace Fairlead.Runs.Submission;

/// <summary>Writes a content-addressed folder somewhere.</summary>
public delegate Task Materialise(string targetDirectory, CancellationToken cancellationToken);

/// <summary>The bytes behind a request's digests, on this machine.</summary>
/// <param name="Archive">The packaged source, a gzip-compressed tar.</param>
/// <param name="Artifacts">By slot: those that travel with the job.</param>
/// <param name="FileInputs">By config key: the user's files.</param>
public sealed record Payload(
    string Archive,
    ImmutableSortedDictionary<string, Materialise> Artifacts,
    ImmutableSortedDictionary<string, string> FileInputs)
{
    /// <summary>Runs on the same backend that make the artifacts which stay there; this job starts once they have succeeded.</summary>
    public ImmutableArray<Run> After { get; init; } = [];
}
