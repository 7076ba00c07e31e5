using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Provision;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Node.Preparation;

/// <summary>How a rank comes by an image that rank 0 has published: from the cache they share or from another rank, and from a registry where that fails.</summary>
/// <param name="from">The rank that has its layers, as <c>host:port</c>; null: the cache is shared.</param>
internal sealed class PublishedLayers(ContainerEngine engine, ImageStore cache, ILayerExchange layers, string? from)
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromSeconds(30);

    /// <exception cref="FairleadException">It is nowhere to be had; the message says why of each.</exception>
    public async Task<LoadResult> LoadAsync(WantedImage wanted, ImageEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            return from is null
                ? await new PublishedImage(cache, engine).LoadAsync(wanted, LongestLag, cancellationToken)
                : await new ImageLoader(cache, engine, (blob, cancel) => layers.BringAsync(blob, from, cancel)).LoadAsync(entry, cancellationToken);
        }
        catch (Exception exception) when (exception is FairleadException or DamagedBlobException && wanted.RegistryReference is not null)
        {
            var pulled = await new ImageProvision(engine, store: null, save: null).EnsureAsync(wanted, rebuild: null, cancellationToken);
            return new LoadResult(LoadOutcome.Whole, pulled.Image, 0, 0, exception.Message, pulled.Replaced);
        }
        catch (DamagedBlobException exception)
        {
            throw FairleadException.Stage($"{wanted.Reference} cannot be loaded: {exception.Message}", "submit the job again: rank 0 then saves what is damaged anew", exception);
        }
    }
}
