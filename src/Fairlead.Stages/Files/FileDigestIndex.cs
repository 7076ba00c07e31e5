using System.Collections.Concurrent;
using Fairlead.Primitives;

namespace Fairlead.Stages.Files;

/// <summary>
/// Digests of files, remembered between processes while a file's size, times and inode stay the same. Safe for threads, and for
/// processes that share one index file: the last to save wins, and what it did not know is hashed again.
/// </summary>
public sealed class FileDigestIndex
{
    // A write this soon after the last one may leave the same time behind (FAT counts in steps of 2 s), so such a stamp proves nothing.
    // Git calls these entries racy: Documentation/technical/racy-git.
    private const long RacyNanoseconds = 2_000_000_000;

    private const int Attempts = 3;

    private readonly string indexFile;
    private readonly TimeProvider time;
    private readonly Dictionary<string, IndexedFile> recorded;
    private readonly ConcurrentDictionary<string, IndexedFile> fresh = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (FileStamp Stamp, byte Note)> notes = new(StringComparer.Ordinal);
    private int filesRead;
    private int unsaved;

    /// <param name="indexFile">Need not exist yet.</param>
    public FileDigestIndex(string indexFile, TimeProvider time)
    {
        this.indexFile = Path.GetFullPath(indexFile);
        this.time = time;
        recorded = IndexFile.Read(indexFile);
    }

    /// <summary>How many files had to be read so far.</summary>
    public int FilesRead => filesRead;

    /// <summary>The digests of <paramref name="paths"/>, in their order.</summary>
    /// <param name="paths">Full paths.</param>
    /// <param name="stamps">What the file system said of these paths just now, for who has asked it; none may be a link.</param>
    /// <exception cref="FairleadException">A path is not a regular file, or a file changes each time it is read.</exception>
    public Digest[] DigestsOf(IReadOnlyList<string> paths, IReadOnlyList<FileStamp>? stamps = null, CancellationToken cancellationToken = default)
    {
        var digests = new Digest[paths.Count];
        InParallel.For(digests.Length, i => digests[i] = DigestOf(paths[i], stamps?[i]), cancellationToken);
        return digests;
    }

    /// <exception cref="FairleadException">The path is not a regular file, or the file changes each time it is read.</exception>
    public Digest DigestOf(string path) => DigestOf(Path.GetFullPath(path), null);

    /// <summary>What was noted of a file's content while it carried this stamp, or is found now. It is kept with the file's digest.</summary>
    /// <param name="path">A full path.</param>
    /// <param name="find">Reads the file; 0 is no note.</param>
    public byte NoteOf(string path, FileStamp stamp, Func<string, byte> find)
    {
        var known = Known(path, stamp);
        if (known is { Note: not 0 })
            return known.Value.Note;
        var note = find(path);
        notes[path] = (stamp, note);
        if (note != 0 && known is { } file)
            Record(path, file);
        return note;
    }

    private Digest DigestOf(string path, FileStamp? seen)
    {
        var stamp = seen ?? RegularFile.StampOf(path);
        return Known(path, stamp)?.Digest ?? Read(path, stamp);
    }

    // An unchanged tree is found complete in what was recorded, with one look for each file.
    private IndexedFile? Known(string path, FileStamp stamp)
    {
        var old = recorded.TryGetValue(path, out var before) && before.Stamp == stamp ? before : (IndexedFile?)null;
        return old is { Note: not 0 } ? old : fresh.TryGetValue(path, out var file) && file.Stamp == stamp ? file : old;
    }

    /// <summary>Writes what was learnt since the last time, if anything was, and drops files that are gone.</summary>
    public void Save()
    {
        if (Interlocked.Exchange(ref unsaved, 0) == 0)
            return;
        var files = new Dictionary<string, IndexedFile>(recorded, StringComparer.Ordinal);
        foreach (var (name, file) in fresh)
            files[name] = file;
        foreach (var name in files.Keys.Where(name => !File.Exists(name)).ToList())
            files.Remove(name);
        IndexFile.Write(indexFile, files);
    }

    private Digest Read(string path, FileStamp before)
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var started = FileStamp.Nanoseconds(time.GetUtcNow());
            Interlocked.Increment(ref filesRead);
            var digest = Digest.OfFile(path);
            var after = RegularFile.StampOf(path);
            if (after == before)
            {
                if (after.Newest < started - RacyNanoseconds)
                    Record(path, new IndexedFile(after, digest));
                return digest;
            }

            before = after;
        }

        throw FairleadException.Stage($"{path} changes while it is read", "wait until nothing writes to it any more, then run the command again");
    }

    private void Record(string path, IndexedFile file)
    {
        fresh[path] = notes.TryGetValue(path, out var noted) && noted.Stamp == file.Stamp ? file with { Note = noted.Note } : file;
        Interlocked.Increment(ref unsaved);
    }
}
