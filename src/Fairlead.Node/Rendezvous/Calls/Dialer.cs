using System.Diagnostics.CodeAnalysis;
using System.Net;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Calls;

internal static class Dialer
{
    /// <summary>Calls one listener, once.</summary>
    /// <exception cref="RefusedException">It knows the secret, and does not let the caller in.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The socket belongs to the connection; without one, it is closed.")]
    public static async Task<AuthenticatedConnection> CallAsync(IPEndPoint endPoint, JobSecret secret, Caller caller, RendezvousLimits limits, TimeProvider time, CancellationToken cancellationToken)
    {
        using var budget = new CancellationTokenSource(limits.Greeting, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, cancellationToken);
        var socket = TcpSocket.For(endPoint.Address);
        try
        {
            await socket.ConnectAsync(endPoint, patience.Token);
            if (Equals(socket.LocalEndPoint, socket.RemoteEndPoint))
                throw new WireException("nobody listens there, and the call met itself");
            var lines = new LineStream(socket);
            var greeting = await lines.ReadAsync(Line.OfStrangers, patience.Token) ?? throw new WireException("no greeting");
            budget.CancelAfter(limits.Handshake);
            return await Handshake.CallAsync(lines, greeting, secret, caller, patience.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            socket.Dispose();
            throw new IOException("no greeting in time", exception);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
