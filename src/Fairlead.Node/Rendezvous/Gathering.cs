using Fairlead.Node.Rendezvous.Legacy;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous;

/// <summary>How a rank gets in touch with the others.</summary>
internal static class Gathering
{
    private const string Protocol = "FAIRLEAD_RENDEZVOUS_PROTOCOL";

    /// <summary>As the environment wants it.</summary>
    /// <exception cref="FairleadException">The environment says what cannot be, or rank 0 cannot listen.</exception>
    public static Task<IRendezvous> JoinAsync(IReadOnlyDictionary<string, string> environment, JobTopology topology, TimeProvider time, Action<string> log, CancellationToken cancellationToken) =>
        environment.GetValueOrDefault(Protocol, "2") switch
        {
            "1" => JoinLegacyAsync(ReadyGo.Of(environment, topology), topology with { Ports = ReadyGo.Ports(environment) }, RendezvousLimits.Read(environment), time, log, cancellationToken),
            "2" => JoinAsync(topology, JobSecret.Read(environment, topology), RendezvousLimits.Read(environment), time, log, cancellationToken),
            var other => throw FairleadException.Usage($"{Protocol}: expected 1 or 2, found '{other}'"),
        };

    /// <summary>Rank 0 listens when this returns; the others look for it until it is disposed of.</summary>
    /// <param name="log">Takes what people should know, one line at a time.</param>
    /// <exception cref="FairleadException">Rank 0 cannot listen.</exception>
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

    /// <summary>The same with ranks that speak protocol 1.</summary>
    public static async Task<IRendezvous> JoinLegacyAsync(ReadyGo protocol, JobTopology topology, RendezvousLimits limits, TimeProvider time, Action<string> log, CancellationToken cancellationToken)
    {
        if (topology.IsAlone)
            return new LoneRendezvous();
        log("warning: protocol 1 authenticates nobody, tells no phase from another, and no rank learns that another failed: speak protocol 2 wherever all ranks can");
        return topology.IsFirst
            ? await LegacyHost.OpenAsync(topology, protocol, limits, time, log, cancellationToken)
            : new LegacyGuest(topology, protocol, limits, time);
    }
}
