using System.Security.Cryptography;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>The blobs of a cache: written beside, flushed, renamed; never changed afterwards.</summary>
internal sealed class BlobFolder(StoreLayout layout, Writer writer, TimeProvider time)
{
    private const UnixFileMode ReadOnly = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly QuarantineFolder quarantine = new(layout);

    public bool Has(CachedBlob blob) => new FileInfo(layout.BlobOf(blob.Digest)) is { Exists: true } file && file.Length == blob.Size;

    /// <summary>Keeps a blob from being pruned for a while, as something is about to refer to it.</summary>
    /// <returns>False when it is not there.</returns>
    public bool Touch(Digest digest)
    {
        try
        {
            File.SetLastWriteTimeUtc(layout.BlobOf(digest), time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // Another user's, of which only the owner sets the time.
            return true;
        }
    }

    /// <exception cref="DamagedBlobException">It is missing, or of another size; then it is in quarantine.</exception>
    public void Require(CachedBlob blob)
    {
        var file = new FileInfo(layout.BlobOf(blob.Digest));
        if (!file.Exists)
            throw new DamagedBlobException(blob, $"expected the blob {file.FullName}, found nothing");
        if (file.Length != blob.Size)
            throw Damaged(blob, $"{blob.Size} bytes", $"{file.Length}");
    }

    public async Task VerifyAsync(CachedBlob blob, CancellationToken cancellationToken)
    {
        Require(blob);
        await using var stream = new FileStream(layout.BlobOf(blob.Digest), FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        var found = Digest.FromHash(await SHA256.HashDataAsync(stream, cancellationToken));
        if (found != blob.Digest)
            throw Damaged(blob, $"contents of SHA-256 {blob.Digest}", $"{found}");
    }

    /// <param name="unwanted">Asked for the digest once it is known; such content is not kept.</param>
    public async Task<(Digest Digest, long Size)> AddAsync(Stream content, Digest? expected, Predicate<Digest>? unwanted, CancellationToken cancellationToken)
    {
        if (expected is { } known && Touch(known))
            return await CompareAsync(content, known, cancellationToken);
        var temporary = Path.Combine(layout.Temporary, TemporaryName.New(writer));
        try
        {
            (Digest Digest, long Size) added;
            await using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                added = await CopyAsync(content, stream, expected, cancellationToken);
                RandomAccess.FlushToDisk(stream.SafeFileHandle);
            }

            if (unwanted?.Invoke(added.Digest) != true)
                Publish(temporary, layout.BlobOf(added.Digest));
            return added;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private async Task<(Digest Digest, long Size)> CompareAsync(Stream content, Digest known, CancellationToken cancellationToken)
    {
        var (digest, size) = await CopyAsync(content, Stream.Null, known, cancellationToken);
        Require(new CachedBlob(digest, digest, size, ""));
        return (digest, size);
    }

    // Over what is there: the contents are the same, or the old ones were damaged.
    private static void Publish(string temporary, string target)
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(temporary, ReadOnly);
        File.Move(temporary, target, overwrite: true);
        FolderFlush.Flush(Path.GetDirectoryName(target)!);
    }

    private static async Task<(Digest Digest, long Size)> CopyAsync(Stream content, Stream target, Digest? expected, CancellationToken cancellationToken)
    {
        var (found, size) = await HashedCopy.CopyAsync(content, target, cancellationToken);
        return expected is null || expected == found
            ? (found, size)
            : throw FairleadException.Stage($"expected a blob of SHA-256 {expected}, received {size} bytes of {found}", "try again; if it stays so, the image is damaged where it comes from");
    }

    private DamagedBlobException Damaged(CachedBlob blob, string expected, string found)
    {
        var path = layout.BlobOf(blob.Digest);
        return new DamagedBlobException(blob, $"expected {expected} in the blob {path}, found {found}; {quarantine.Take(path)}");
    }
}
