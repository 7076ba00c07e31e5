using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>The entries of a store, one JSON file each. The time of a file's last write is the time of the entry's last use.</summary>
/// <param name="read">Of the entry's name and bytes; throws <see cref="JsonException"/> for what is no entry of that name.</param>
public sealed class EntryFolder<T>(ContentStore store, Func<string, byte[], T> read)
    where T : class
{
    private readonly StoreLayout layout = store.Layout;

    /// <param name="damaged">There was one that could not be read; it is in quarantine now.</param>
    public T? Find(string name, out bool damaged)
    {
        damaged = false;
        var path = layout.EntryOf(name);
        try
        {
            return read(name, File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (JsonException exception)
        {
            store.Quarantine.Take($"entry {path}: {exception.Message}", path);
            damaged = true;
            return null;
        }
    }

    /// <summary>Every entry; null in place of one that cannot be read.</summary>
    public IEnumerable<(FileInfo File, T? Entry)> All() =>
        Directory.Exists(layout.Entries) ? new DirectoryInfo(layout.Entries).EnumerateFiles("*.json").Select(file => (file, Read(file))) : [];

    /// <summary>Reads the folder: network file systems remember for a while that a name was not there, until then.</summary>
    public void Refresh() => _ = Directory.Exists(layout.Entries) && Directory.EnumerateFileSystemEntries(layout.Entries).Any();

    /// <summary>To be called when all blobs are there, inside the gate.</summary>
    public void Write(string name, ReadOnlySpan<byte> json)
    {
        AtomicFile.Write(layout.EntryOf(name), json, layout.EntryMode);
        FolderFlush.Flush(layout.Entries);
    }

    /// <summary>Has pruning take it for used.</summary>
    public void MarkUsed(string name, DateTimeOffset now) => FileTime.TryTouch(layout.EntryOf(name), now);

    private T? Read(FileInfo file)
    {
        try
        {
            return read(Path.GetFileNameWithoutExtension(file.Name), File.ReadAllBytes(file.FullName));
        }
        catch (Exception exception) when (exception is JsonException or FileNotFoundException)
        {
            return null;
        }
    }
}
