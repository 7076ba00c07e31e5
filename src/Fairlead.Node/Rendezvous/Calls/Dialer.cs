using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Finds a job's listener among candidates, all tried at once, each again and again.</summary>
internal sealed class Dialer(JobTopology topology, JobSecret secret, Caller caller, RendezvousLimits limits, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);

    private int attempts;
    private string problem = "nobody listens there";

    // Few ranks may ask often; thousands of them must not be a flood.
    private readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(Math.Clamp(topology.World, 200, 1000));

    /// <summary>How far it has come.</summary>
    public string Report => $"{topology.MasterAddress}, port {topology.Ports}, {Volatile.Read(ref attempts)} attempts, the last: {Volatile.Read(ref problem)}";

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

    /// <summary>Goes on until one of them lets the caller in.</summary>
    /// <exception cref="RefusedException">One of them never will.</exception>
    public async Task<AuthenticatedConnection> FindAsync(CancellationToken cancellationToken)
    {
        for (var pauses = new Pauses(FirstPause, longestPause); ; await Task.Delay(pauses.Next(), time, cancellationToken))
        {
            try
            {
                // Names may come to stand for something else while rank 0's node starts.
                var addresses = await Dns.GetHostAddressesAsync(topology.MasterAddress, cancellationToken);
                if (await TryAllAsync(addresses, cancellationToken) is { } found)
                    return found;
            }
            catch (SocketException exception)
            {
                Note($"the name cannot be resolved: {exception.Message}");
            }
        }
    }

    private async Task<AuthenticatedConnection?> TryAllAsync(IPAddress[] addresses, CancellationToken cancellationToken)
    {
        using var round = new CancellationTokenSource(Refresh, time);
        using var search = CancellationTokenSource.CreateLinkedTokenSource(round.Token, cancellationToken);
        var calls = addresses.SelectMany(address => topology.Ports.All.Select(port => new IPEndPoint(address, port)))
            .Select(candidate => TryAsync(candidate, search.Token))
            .ToList();
        var first = await Task.WhenAny(calls);
        await search.CancelAsync();
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var late in calls.Where(call => call != first && call.IsCompletedSuccessfully))
            (await late)?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return await first;
    }

    private async Task<AuthenticatedConnection?> TryAsync(IPEndPoint candidate, CancellationToken cancellationToken)
    {
        for (var pauses = new Pauses(FirstPause, longestPause); !cancellationToken.IsCancellationRequested;)
        {
            try
            {
                Interlocked.Increment(ref attempts);
                return await CallAsync(candidate, secret, caller, limits, time, cancellationToken);
            }
            catch (RefusedException exception) when (exception.IsForNow)
            {
                Note($"{candidate}: {exception.Message}");
            }
            catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionRefused)
            {
                // Of most candidates there is nothing more to say.
            }
            catch (Exception exception) when (Ending.Is(exception))
            {
                if (!cancellationToken.IsCancellationRequested)
                    Note($"{candidate}: {exception.Message}");
            }

            await Task.Delay(pauses.Next() * Jitter(), time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    // So that ranks that were refused together do not come again together.
    private static double Jitter() => RandomNumberGenerator.GetInt32(50, 101) / 100.0;

    private void Note(string what) => Volatile.Write(ref problem, what);
}
