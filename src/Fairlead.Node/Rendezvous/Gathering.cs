using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous;

/// <summary>How a rank gets in touch with the others.</summary>
internal static class Gathering
{
    /// <summary>Rank 0 listens when this returns; the others look for it until it is disposed of.</summary>
    /// <param name="log">Takes what people should know, one line at a time.</param>
    /// <exception cref="RendezvousException">Rank 0 cannot listen.</exception>
    public static async Task<IRendezvous> JoinAsync(JobTopology topology, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log, CancellationToken cancellationToken)
    {
        if (topology.IsAlone)
            return new LoneRendezvous();
        if (secret == JobSecret.None)
            log("warning: this rendezvous has no secret: whoever reaches the port of rank 0 can pass for a rank");
        return topology.IsFirst
            ? await RendezvousHost.OpenAsync(topology, secret, limits, time, log, cancellationToken)
            : new RendezvousGuest(topology, secret, limits, time, log);
    }
}
