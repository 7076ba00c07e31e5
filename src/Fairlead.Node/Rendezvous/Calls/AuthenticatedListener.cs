using System.Net;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Serves callers that know the job's secret.</summary>
internal static class AuthenticatedListener
{
    /// <param name="misfit">Why a caller who knows the secret is not let in all the same; null lets it in.</param>
    /// <param name="serve">Has the connection until it returns; how a connection ends is no error.</param>
    /// <exception cref="RendezvousException">None of the ports is free.</exception>
    public static GuardedListener Open(IPAddress address, PortRange ports, int world, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log, Func<Caller, Message.Nope?> misfit, Func<AuthenticatedConnection, CancellationToken, Task> serve) =>
        GuardedListener.Open(address, ports, world, limits, time, log, async (lines, patience) =>
        {
            var connection = await Handshake.AnswerAsync(lines, secret, misfit, patience);
            return cancellationToken => serve(connection, cancellationToken);
        });
}
