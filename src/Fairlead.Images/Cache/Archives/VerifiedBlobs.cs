using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Reads blobs of the cache once, for whoever can tell a copy that ended badly.</summary>
internal sealed class VerifiedBlobs(ImageStore store)
{
    /// <exception cref="DamagedBlobException">It is missing, or what was copied is not what it should be; then it is in quarantine.</exception>
    public async Task CopyAsync(CachedBlob blob, Stream target, CancellationToken cancellationToken)
    {
        if (!await IsCopiedAsync(blob, target, cancellationToken))
        {
            await store.VerifyAsync(blob, cancellationToken);
            throw new DamagedBlobException(blob.Digest, $"the blob {store.PathOf(blob.Digest)} changed while it was read");
        }
    }

    private async Task<bool> IsCopiedAsync(CachedBlob blob, Stream target, CancellationToken cancellationToken)
    {
        try
        {
            await using var content = new FileStream(store.PathOf(blob.Digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
            return content.Length == blob.Size && await HashedCopy.CopyAsync(content, target, cancellationToken) == (blob.Digest, blob.Size);
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
