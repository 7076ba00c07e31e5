using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Finds rank 0 among the candidates for its address and port, all tried at once, each again and again.</summary>
/// <param name="call">Calls one candidate, once.</param>
/// <param name="refresh">After which the name is resolved anew, and calls that have come to nothing are given up.</param>
internal sealed class Search<T>(JobTopology topology, Func<IPEndPoint, CancellationToken, Task<T>> call, TimeSpan refresh, TimeProvider time)
    where T : class, IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(50);

    private int attempts;
    private string problem = "nobody listens there";

    // Few ranks may ask often; thousands of them must not be a flood.
    private readonly TimeSpan longestPause = TimeSpan.FromMilliseconds(Math.Clamp(topology.World, 200, 1000));

    /// <summary>How far it has come.</summary>
    public string Report => $"{topology.MasterAddress}, port {topology.Ports}, {Volatile.Read(ref attempts)} attempts, the last: {Volatile.Read(ref problem)}";

    /// <summary>Goes on until one of them lets the caller in.</summary>
    /// <exception cref="RefusedException">One of them never will.</exception>
    public async Task<T> FindAsync(CancellationToken cancellationToken)
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

    private async Task<T?> TryAllAsync(IPAddress[] addresses, CancellationToken cancellationToken)
    {
        using var round = new CancellationTokenSource(refresh, time);
        using var search = CancellationTokenSource.CreateLinkedTokenSource(round.Token, cancellationToken);
        var calls = addresses.SelectMany(address => topology.Ports.All.Select(port => new IPEndPoint(address, port)))
            .Select(candidate => TryAsync(candidate, search.Token))
            .ToList();
        var first = await Task.WhenAny(calls);
        await search.CancelAsync();
        await ((Task)Task.WhenAll(calls)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var late in calls.Where(call => (call != first || cancellationToken.IsCancellationRequested) && call.IsCompletedSuccessfully))
            (await late)?.Dispose();
        cancellationToken.ThrowIfCancellationRequested();
        return await first;
    }

    private async Task<T?> TryAsync(IPEndPoint candidate, CancellationToken cancellationToken)
    {
        for (var pauses = new Pauses(FirstPause, longestPause); !cancellationToken.IsCancellationRequested;)
        {
            try
            {
                Interlocked.Increment(ref attempts);
                return await call(candidate, cancellationToken);
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
