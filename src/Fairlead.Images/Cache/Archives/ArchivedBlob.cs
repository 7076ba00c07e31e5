using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Archives;

/// <summary>A file of an archive that an image refers to.</summary>
/// <param name="Member">Its name in the archive.</param>
/// <param name="Digest">What its bytes must be; null when the archive does not say.</param>
internal sealed record ArchivedBlob(string Member, Digest? Digest, string? MediaType);
