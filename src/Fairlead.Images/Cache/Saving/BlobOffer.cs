using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Saving;

/// <summary>The blobs of a cache on which a new image may count.</summary>
/// <remarks>Engines write the size they hear of into the manifest, so a blob cut short must not be offered. One that no entry describes is read first.</remarks>
internal sealed class BlobOffer(ImageStore store)
{
    private readonly IReadOnlyDictionary<Digest, CachedBlob> described = store.Described();

    /// <returns>Null when it is not there, or was damaged. One that is there is kept from being pruned for an hour.</returns>
    public async Task<long?> SizeOfAsync(Digest digest, CancellationToken cancellationToken)
    {
        if (!store.Touch(digest))
            return null;
        try
        {
            if (described.TryGetValue(digest, out var blob))
                store.Require(blob);
            else
                await store.VerifyAsync(blob = new CachedBlob(digest, digest, new FileInfo(store.PathOf(digest)).Length, ""), cancellationToken);
            return blob.Size;
        }
        catch (Exception exception) when (exception is DamagedBlobException or FileNotFoundException)
        {
            return null;
        }
    }
}
