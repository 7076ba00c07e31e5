using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>An entry about to be published, and where its finished files wait.</summary>
/// <param name="Files">Paths by digest: flushed, read-only, on the file system of the cache they go to.</param>
internal sealed record SealedEntry(StageEntry Entry, IReadOnlyDictionary<Digest, string> Files);
