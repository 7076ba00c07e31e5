using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>The entries of a cache, one file each. The time of a file's last write is the time of the image's last use.</summary>
internal sealed class EntryFolder(StoreLayout layout)
{
    private readonly QuarantineFolder quarantine = new(layout);

    public ImageEntry? Find(string reference) =>
        Read(layout.EntryOf(reference)) is { } entry && entry.Reference == reference ? entry : null;

    public IEnumerable<(ImageEntry Entry, FileInfo File)> All() =>
        Directory.Exists(layout.Entries)
            ? new DirectoryInfo(layout.Entries).EnumerateFiles("*.json").Select(file => (Entry: Read(file.FullName), file)).Where(found => found.Entry is not null).Select(found => (found.Entry!, found.file))
            : [];

    /// <summary>Reads the folder: network file systems remember for a while that a name was not there, until then.</summary>
    public void Refresh() => _ = Directory.Exists(layout.Entries) && Directory.EnumerateFileSystemEntries(layout.Entries).Any();

    public void Write(ImageEntry entry)
    {
        AtomicFile.Write(layout.EntryOf(entry.Reference), EntryJson.Write(entry));
        FolderFlush.Flush(layout.Entries);
    }

    public void MarkUsed(string reference, DateTimeOffset now)
    {
        try
        {
            File.SetLastWriteTimeUtc(layout.EntryOf(reference), now.UtcDateTime);
        }
        catch (Exception exception) when (exception is FileNotFoundException || DiskFault.IsUnwritable(exception))
        {
            // Pruned meanwhile, or a cache that others fill: the image can be used all the same.
        }
    }

    private ImageEntry? Read(string path)
    {
        try
        {
            return EntryJson.Read(File.ReadAllText(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            quarantine.Take(path);
            return null;
        }
    }
}
