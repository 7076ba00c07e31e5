using System.Security.Cryptography;
using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>The blobs of a store: written beside, flushed, renamed; never changed afterwards.</summary>
public sealed class BlobFolder
{
    private readonly StoreLayout layout;
    private readonly QuarantineFolder quarantine;
    private readonly LeaseFolder leases;
    private readonly TimeProvider time;

    internal BlobFolder(StoreLayout layout, QuarantineFolder quarantine, LeaseFolder leases, TimeProvider time)
    {
        this.layout = layout;
        this.quarantine = quarantine;
        this.leases = leases;
        this.time = time;
    }

    public bool Has(Digest digest, long size) => new FileInfo(layout.BlobOf(digest)) is { Exists: true } file && file.Length == size;

    /// <summary>Keeps a blob from being pruned for a while, as something is about to refer to it.</summary>
    /// <returns>False when it is not there.</returns>
    public bool Touch(Digest digest) => FileTime.TryTouch(layout.BlobOf(digest), time.GetUtcNow());

    /// <exception cref="DamagedBlobException">It is missing, or of another size; then it is in quarantine.</exception>
    public void Require(Digest digest, long size)
    {
        var file = new FileInfo(layout.BlobOf(digest));
        if (!file.Exists)
            throw new DamagedBlobException(digest, $"expected the blob {file.FullName}, found nothing");
        if (file.Length != size)
            throw Damaged(digest, $"{size} bytes", $"{file.Length}");
    }

    /// <summary>Reads the blob to its end.</summary>
    /// <exception cref="DamagedBlobException">It is missing, or was not what its name says and is in quarantine now.</exception>
    public async Task VerifyAsync(Digest digest, long size, CancellationToken cancellationToken)
    {
        Require(digest, size);
        await using var stream = new FileStream(layout.BlobOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var found = Digest.FromHash(await SHA256.HashDataAsync(stream, cancellationToken));
        if (found != digest)
            throw Damaged(digest, $"contents of SHA-256 {digest}", $"{found}");
    }

    /// <summary>Adds a blob unless it is there; the content is read to its end either way. Any number may add the same at once.</summary>
    /// <param name="unwanted">Asked for the digest once it is known; such content is not kept.</param>
    /// <exception cref="DamagedBlobException">What was there had another size and is in quarantine now: add it again.</exception>
    /// <exception cref="FairleadException">The content is not what was expected.</exception>
    public async Task<(Digest Digest, long Size)> AddAsync(Stream content, Digest? expected, Predicate<Digest>? unwanted, CancellationToken cancellationToken)
    {
        if (expected is { } known && Touch(known))
            return await CompareAsync(content, known, cancellationToken);
        using var workspace = new Workspace(layout, leases);
        (Digest Digest, long Size) added;
        await using (var stream = new FileStream(workspace.Path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
        {
            added = await CopyAsync(content, stream, expected, cancellationToken);
            RandomAccess.FlushToDisk(stream.SafeFileHandle);
        }

        MakeReadOnly(workspace.Path, layout);
        if (unwanted?.Invoke(added.Digest) != true)
            Publish([new(added.Digest, workspace.Path)]);
        return added;
    }

    /// <summary>Flushes a file that is about to be published, and makes it read-only.</summary>
    internal static Digest Seal(string path, StoreLayout layout)
    {
        MakeReadOnly(path, layout);
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        var digest = Digest.Of(stream);
        RandomAccess.FlushToDisk(stream.SafeFileHandle);
        return digest;
    }

    /// <param name="files">Sealed, on the store's file system. They go over what is there: the contents are the same, or the old ones were damaged.</param>
    internal void Publish(IEnumerable<KeyValuePair<Digest, string>> files)
    {
        foreach (var (digest, path) in files)
            File.Move(path, layout.BlobOf(digest), overwrite: true);
        FolderFlush.Flush(layout.Blobs);
    }

    private static void MakeReadOnly(string path, StoreLayout layout)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, layout.BlobMode);
    }

    private async Task<(Digest Digest, long Size)> CompareAsync(Stream content, Digest known, CancellationToken cancellationToken)
    {
        var (digest, size) = await CopyAsync(content, Stream.Null, known, cancellationToken);
        Require(digest, size);
        return (digest, size);
    }

    private static async Task<(Digest Digest, long Size)> CopyAsync(Stream content, Stream target, Digest? expected, CancellationToken cancellationToken)
    {
        var (found, size) = await HashedCopy.CopyAsync(content, target, cancellationToken);
        return expected is null || expected == found
            ? (found, size)
            : throw FairleadException.Stage($"expected a blob of SHA-256 {expected}, received {size} bytes of {found}", "try again; if it stays so, it is damaged where it comes from");
    }

    private DamagedBlobException Damaged(Digest digest, string expected, string found)
    {
        var path = layout.BlobOf(digest);
        return new DamagedBlobException(digest, quarantine.Take($"expected {expected} in the blob {path}, found {found}", path));
    }
}
