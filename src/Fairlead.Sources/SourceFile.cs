using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>One file or symbolic link to ship.</summary>
/// <param name="ArchivePath">Its name in the archive: relative to the root, with forward slashes.</param>
/// <param name="Size">Its length in bytes; 0 for a link.</param>
/// <param name="Executable">Whether its owner may execute it: all that the archive keeps of its mode.</param>
/// <param name="LinkTarget">Where the link points, as written in it; null for a file.</param>
/// <param name="Stamp">What the file system said of it when it was listed; a different stamp later means it changed.</param>
public sealed record SourceFile(string ArchivePath, string FullPath, long Size, bool Executable, string? LinkTarget, FileStamp Stamp);
