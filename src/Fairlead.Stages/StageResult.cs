using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Stages;

/// <summary>What a stage gave.</summary>
/// <param name="Outputs">By path below the output directory, with forward slashes. The files are in the cache: see <see cref="Caching.StageCache.PathOf"/>.</param>
/// <param name="OutputDigest">Of names, contents and modes together: what a dependent stage takes as its input.</param>
/// <param name="Reason">Why the stage ran; null on a hit.</param>
public sealed record StageResult(
    string Stage,
    Digest Key,
    StageOutcome Outcome,
    ImmutableSortedDictionary<string, StageOutput> Outputs,
    Digest OutputDigest,
    TimeSpan Elapsed,
    string? Reason);
