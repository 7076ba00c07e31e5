using Fairlead.Primitives;

namespace Fairlead.Sources;

/// <summary>What became of one listed path that is neither excluded nor gone.</summary>
internal abstract record Examined
{
    /// <param name="Instead">What it ships in place of; null for a file that is what it is.</param>
    /// <param name="HasOtherNames">It is a hard link, perhaps to what does not ship.</param>
    public sealed record Shipped(SourceFile File, LeftOut? Instead = null, bool HasOtherNames = false) : Examined;

    /// <param name="Stamp">Of the file, so that its other names are known; null where that does not matter.</param>
    public sealed record Left(LeftOut What, FileStamp? Stamp = null) : Examined;

    public sealed record Folder(string ArchivePath) : Examined;

    public sealed record Refused(string ArchivePath, string Reason) : Examined;
}
