using Fairlead.Images.Cache;

namespace Fairlead.Node.Preparation;

/// <summary>Layers from rank to rank, for nodes that share no folder.</summary>
internal interface ILayerExchange : IAsyncDisposable
{
    /// <summary>Where others may fetch what this rank's cache has, as <c>host:port</c>; null: nowhere.</summary>
    string? Address { get; }

    /// <summary>Has this rank's cache hold a blob that another rank has.</summary>
    /// <exception cref="Fairlead.Primitives.FairleadException">The other has it not, or ended while it was sent, or sent something else.</exception>
    Task BringAsync(CachedBlob blob, string address, CancellationToken cancellationToken);

    /// <summary>From here on, what others ask for and this rank lacks is fetched from there.</summary>
    void RelayFrom(string address, IEnumerable<CachedBlob> blobs);
}
