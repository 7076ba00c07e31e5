using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Provision;

/// <summary>An image that another host publishes in a cache both share. Who waits for it neither builds nor pulls nor saves.</summary>
public sealed class PublishedImage(ImageStore store, ContainerEngine engine)
{
    /// <summary>Waits until the cache has it, and only then turns to the engine.</summary>
    /// <exception cref="DamagedBlobException">What was published is damaged.</exception>
    /// <exception cref="FairleadException">It was not published in time, or the engine refuses it.</exception>
    public async Task<LoadResult> LoadAsync(WantedImage wanted, TimeSpan limit, CancellationToken cancellationToken)
    {
        var entry = await store.FindPublishedAsync(wanted.Reference, wanted.Is, limit, cancellationToken) ?? throw Missing(wanted, limit);
        return await new ImageLoader(store, engine).LoadAsync(entry, cancellationToken);
    }

    private FairleadException Missing(WantedImage wanted, TimeSpan limit) => FairleadException.Stage(
        $"waited {limit.TotalSeconds:0} s for {wanted.Reference} in {store.Root}, found {(store.Find(wanted.Reference) is { } other ? $"sha256:{other.Config.Digest} and not sha256:{wanted.Config}" : "nothing")}",
        "look why the first node did not publish it, and whether --cache-root is the same folder on all nodes");
}
