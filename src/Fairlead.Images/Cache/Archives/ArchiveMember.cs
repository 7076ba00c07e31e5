namespace Fairlead.Images.Cache.Archives;

/// <summary>A file of an archive to be written.</summary>
internal abstract record ArchiveMember(string Name)
{
    public sealed record Document(string Name, string Text) : ArchiveMember(Name);

    public sealed record Stored(CachedBlob Blob) : ArchiveMember(ArchiveNames.Of(Blob.Digest));
}
