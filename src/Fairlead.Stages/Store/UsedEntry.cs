using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>An entry as pruning sees it.</summary>
/// <param name="LastUsed">When it was last published or used.</param>
/// <param name="Blobs">Null: it cannot be read.</param>
/// <param name="Stays">It is not to be removed, whatever its age.</param>
public sealed record UsedEntry(string Name, DateTimeOffset LastUsed, IReadOnlyCollection<Digest>? Blobs, bool Stays = false);
