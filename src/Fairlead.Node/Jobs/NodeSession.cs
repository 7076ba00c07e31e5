using System.Net;
using Fairlead.Images.Cache;
using Fairlead.Images.Engine;
using Fairlead.Node.Preparation;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Jobs;

/// <summary>This rank's part in a job, while it lasts: where it is, its engine, its cache, and the connections to the others.</summary>
internal sealed class NodeSession : IAsyncDisposable
{
    private readonly RelayTree tree;
    private readonly LayerExchange layers;

    private NodeSession(JobTopology topology, ContainerEngine engine, ImageStore cache, IRendezvous rendezvous, RelayTree tree, Func<ImageStore, LayerExchange> layers)
    {
        Topology = topology;
        Engine = engine;
        Cache = cache;
        Rendezvous = rendezvous;
        this.tree = tree;
        this.layers = layers(cache);
    }

    public JobTopology Topology { get; }

    public ContainerEngine Engine { get; }

    public ImageStore Cache { get; }

    public IRendezvous Rendezvous { get; }

    /// <param name="cache">The folder of layers; ranks find out whether they share it.</param>
    /// <param name="fanOut">How many ranks fetch layers from one, where they do not.</param>
    /// <exception cref="FairleadException">The environment does not say where this rank is, or rank 0 cannot listen.</exception>
    public static async Task<NodeSession> OpenAsync(IReadOnlyDictionary<string, string> environment, ContainerEngine engine, string cache, int fanOut, Terminal terminal, TimeProvider time, CancellationToken cancellationToken)
    {
        var topology = JobTopology.Read(environment);
        var secret = JobSecret.Read(environment, topology);
        var limits = RendezvousLimits.Read(environment);
        var tree = new RelayTree(fanOut, topology.World);
        var serves = tree.Serves(topology.Rank) ? await OwnAddressAsync(topology, cancellationToken) : null;
        var rendezvous = await Gathering.JoinAsync(environment, topology, time, terminal.Progress, cancellationToken);
        return new NodeSession(topology, engine, new ImageStore(cache, terminal, time), rendezvous, tree, store => new LayerExchange(topology, secret, limits, store, serves, time, terminal.Progress));
    }

    public ImagePreparation Preparation(LastResort lastResort, Terminal terminal, TimeProvider time) =>
        new(Rendezvous, Topology.Rank, Engine, Cache, layers, tree, lastResort, terminal, time);

    public async ValueTask DisposeAsync()
    {
        await Rendezvous.DisposeAsync();
        await layers.DisposeAsync();
    }

    private static Task<IPAddress> OwnAddressAsync(JobTopology topology, CancellationToken cancellationToken) => topology.IsFirst
        ? Fairlead.Node.Rendezvous.Calls.OwnAddress.FindAsync(topology.MasterAddress, cancellationToken)
        : OutwardAddress.TowardsAsync(topology.MasterAddress, cancellationToken);
}
