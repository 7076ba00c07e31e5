using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Serves callers, each by itself; whatever those do who do not belong here costs the others nothing.</summary>
internal sealed class GuardedListener : IAsyncDisposable
{
    private const int Backlog = 4096;
    private const int ToldRefusals = 20;
    private static readonly TimeSpan PauseOfFailedAccept = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource closing = new();
    private readonly Socket socket;
    private readonly RendezvousLimits limits;
    private readonly TimeProvider time;
    private readonly Action<string> log;
    private readonly WaitingRoom room = new();
    private readonly SemaphoreSlim places;
    private readonly Func<LineStream, CancellationToken, Task<Func<CancellationToken, Task>>> letIn;
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open = 1;
    private int refused;

    private GuardedListener(Socket socket, int world, RendezvousLimits limits, TimeProvider time, Action<string> log, Func<LineStream, CancellationToken, Task<Func<CancellationToken, Task>>> letIn)
    {
        this.socket = socket;
        this.limits = limits;
        this.time = time;
        this.log = log;
        this.letIn = letIn;
        places = new SemaphoreSlim(Places(world));
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <param name="letIn">Finds out whether a caller belongs here, in a bounded time, and says what to do with it then; how a connection ends is no error.</param>
    /// <exception cref="RendezvousException">None of the ports is free.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The socket belongs to the listener.")]
    public static GuardedListener Open(IPAddress address, PortRange ports, int world, RendezvousLimits limits, TimeProvider time, Action<string> log, Func<LineStream, CancellationToken, Task<Func<CancellationToken, Task>>> letIn)
    {
        SocketException? last = null;
        foreach (var port in ports.All)
        {
            var socket = TcpSocket.For(address);
            try
            {
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen(Backlog);
                return new GuardedListener(socket, world, limits, time, log, letIn);
            }
            catch (SocketException exception)
            {
                socket.Dispose();
                last = exception;
            }
        }

        throw new RendezvousException($"expected a free port among {ports} of {address}, found none: {last?.Message}", 0, "set FAIRLEAD_RENDEZVOUS_PORT=FIRST-LAST to others on every rank", last);
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        await closing.CancelAsync();
        socket.Dispose();
        await idle.Task;
        places.Dispose();
        closing.Dispose();
    }

    // The runtime ends a process that has no descriptor left, so they must never run out; it takes some sixty itself.
    private static int Places(int world)
    {
        const int own = 96;
        const int fewest = 16;
        return Math.Min(Math.Max(64, 4 * world), Math.Max(fewest, Descriptors.Limit() - world - own));
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var caller = await socket.AcceptAsync(closing.Token);
                await TakePlaceAsync();
                Interlocked.Increment(ref open);
                _ = HandleAsync(caller);
            }
            catch (SocketException exception) when (!closing.IsCancellationRequested)
            {
                Tell($"a connection could not be accepted: {exception.Message}");
                await Task.Delay(PauseOfFailedAccept, time, CancellationToken.None);
            }
            catch (Exception exception) when (Ending.Is(exception))
            {
                break;
            }
        }

        Close();
    }

    private async Task TakePlaceAsync()
    {
        if (places.Wait(0))
            return;
        room.DropOldest();
        await places.WaitAsync();
    }

    private async Task HandleAsync(Socket caller)
    {
        var isLetIn = false;
        var from = "a caller";
        try
        {
            from = $"{caller.RemoteEndPoint}";
            using var lines = new LineStream(caller);
            var serve = await LetInAsync(lines);
            isLetIn = true;
            places.Release();
            await serve(closing.Token);
        }
        catch (Exception exception) when (Ending.Is(exception))
        {
            if (exception is WireException)
                Tell($"{from} is refused: {exception.Message}");
        }
        finally
        {
            caller.Dispose();
            if (!isLetIn)
                places.Release();
            Close();
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref open) == 0)
            idle.SetResult();
    }

    private async Task<Func<CancellationToken, Task>> LetInAsync(LineStream lines)
    {
        using var budget = new CancellationTokenSource(limits.Handshake, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, closing.Token);
        var place = room.Enter(patience);
        try
        {
            return await letIn(lines, patience.Token);
        }
        finally
        {
            room.Leave(place);
        }
    }

    private void Tell(string refusal)
    {
        var number = Interlocked.Increment(ref refused);
        if (number <= ToldRefusals)
            log(number < ToldRefusals ? refusal : $"{refusal}; further ones are not told");
    }
}
