namespace Fairlead.Sources;

/// <summary>What became of one listed path that is neither excluded nor gone.</summary>
internal abstract record Examined
{
    public sealed record Shipped(SourceFile File) : Examined;

    public sealed record Withheld(string ArchivePath) : Examined;

    public sealed record Folder(string ArchivePath) : Examined;

    public sealed record Refused(string ArchivePath, string Reason) : Examined;
}
