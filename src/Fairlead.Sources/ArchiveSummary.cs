using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>A finished archive.</summary>
/// <param name="Digest">Of the uncompressed tar: the identity of the source wherever it is packed.</param>
/// <param name="TarBytes">The length of the uncompressed tar.</param>
/// <param name="CompressedBytes">The length of the gzip file.</param>
/// <param name="Files">How many files and links are in it.</param>
public sealed record ArchiveSummary(Digest Digest, long TarBytes, long CompressedBytes, int Files);
