using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Serves callers that know the job's secret, each by itself; whatever others do costs these nothing.</summary>
internal sealed class AuthenticatedListener : IAsyncDisposable
{
    private const int Backlog = 4096;
    private const int ToldRefusals = 20;
    private static readonly TimeSpan PauseOfFailedAccept = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource closing = new();
    private readonly Socket socket;
    private readonly JobSecret secret;
    private readonly RendezvousLimits limits;
    private readonly TimeProvider time;
    private readonly Action<string> log;
    private readonly WaitingRoom room;
    private readonly Func<Caller, Message.Nope?> misfit;
    private readonly Func<AuthenticatedConnection, CancellationToken, Task> serve;
    private readonly TaskCompletionSource idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int open = 1;
    private int refused;

    private AuthenticatedListener(Socket socket, int world, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log, Func<Caller, Message.Nope?> misfit, Func<AuthenticatedConnection, CancellationToken, Task> serve)
    {
        this.socket = socket;
        this.secret = secret;
        this.limits = limits;
        this.time = time;
        this.log = log;
        this.misfit = misfit;
        this.serve = serve;
        room = new WaitingRoom(Math.Max(64, 4 * world));
        EndPoint = (IPEndPoint)socket.LocalEndPoint!;
        _ = AcceptAsync();
    }

    public IPEndPoint EndPoint { get; }

    /// <param name="misfit">Why a caller who knows the secret is not let in all the same; null lets it in.</param>
    /// <param name="serve">Has the connection until it returns; how a connection ends is no error.</param>
    /// <exception cref="RendezvousException">None of the ports is free.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "The socket belongs to the listener.")]
    public static AuthenticatedListener Open(IPAddress address, PortRange ports, int world, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log, Func<Caller, Message.Nope?> misfit, Func<AuthenticatedConnection, CancellationToken, Task> serve)
    {
        SocketException? last = null;
        foreach (var port in ports.All)
        {
            var socket = TcpSocket.For(address);
            try
            {
                socket.Bind(new IPEndPoint(address, port));
                socket.Listen(Backlog);
                return new AuthenticatedListener(socket, world, secret, limits, time, log, misfit, serve);
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
        await closing.CancelAsync();
        socket.Dispose();
        await idle.Task;
        closing.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!closing.IsCancellationRequested)
        {
            try
            {
                var caller = await socket.AcceptAsync(closing.Token);
                Interlocked.Increment(ref open);
                _ = HandleAsync(caller);
            }
            catch (SocketException exception) when (!closing.IsCancellationRequested)
            {
                // Most often there are no descriptors left: strangers give theirs back.
                Tell($"a connection could not be accepted: {exception.Message}");
                room.DropOldest();
                await Task.Delay(PauseOfFailedAccept, time, CancellationToken.None);
            }
            catch (Exception exception) when (Ending.Is(exception))
            {
                break;
            }
        }

        Close();
    }

    private async Task HandleAsync(Socket caller)
    {
        var from = "a caller";
        try
        {
            from = $"{caller.RemoteEndPoint}";
            using var connection = await LetInAsync(caller);
            await serve(connection, closing.Token);
        }
        catch (Exception exception) when (Ending.Is(exception))
        {
            if (exception is WireException)
                Tell($"{from} is refused: {exception.Message}");
        }
        finally
        {
            caller.Dispose();
            Close();
        }
    }

    private void Close()
    {
        if (Interlocked.Decrement(ref open) == 0)
            idle.SetResult();
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The lines belong to the connection, and the socket is closed in any case.")]
    private async Task<AuthenticatedConnection> LetInAsync(Socket caller)
    {
        using var budget = new CancellationTokenSource(limits.Handshake, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(budget.Token, closing.Token);
        var place = room.Enter(patience);
        try
        {
            return await Handshake.AnswerAsync(new LineStream(caller), secret, misfit, patience.Token);
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
