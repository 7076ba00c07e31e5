using Fairlead.Primitives;

namespace Fairlead.Stages.Files;

/// <summary>The digest a file had while it carried this stamp.</summary>
/// <param name="Note">What somebody has noted of its content; 0: nothing.</param>
internal readonly record struct IndexedFile(FileStamp Stamp, Digest Digest, byte Note = 0);
