using Fairlead.Primitives;

namespace Fairlead.Stages.Files;

/// <summary>The digest a file had while it carried this stamp.</summary>
internal readonly record struct IndexedFile(FileStamp Stamp, Digest Digest);
