using System.Collections.Immutable;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous;

/// <summary>Any other rank's side: keeps a connection to rank 0, which speaks for all.</summary>
internal sealed class RendezvousGuest : IRendezvous
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(10);
    private static readonly Poll Departure = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly Breakage breakage = new();
    private readonly Reporter reporter = new();
    private readonly CancellationTokenSource closing = new();
    private readonly JobTopology topology;
    private readonly RendezvousLimits limits;
    private readonly TimeProvider time;
    private readonly Action<string> log;
    private readonly Search<AuthenticatedConnection> search;
    private readonly Task living;
    private readonly Task beating;
    private AuthenticatedConnection? connection;
    private Errand? errand;
    private Message.Abort? abort;
    private Patience patience;
    private string word = "nothing";
    private int meetings;
    private int known;
    private long heardAt;
    private long beatAt;
    private volatile bool isOver;

    public RendezvousGuest(JobTopology topology, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log)
    {
        this.topology = topology;
        this.limits = limits;
        this.time = time;
        this.log = log;
        patience = new Patience(limits.Deadline, time);
        var caller = Caller.Of(topology, RendezvousHost.Purpose);
        search = new Search<AuthenticatedConnection>(topology, (candidate, cancellation) => Dialer.CallAsync(candidate, secret, caller, limits, time, cancellation), Refresh, time);
        living = Task.Run(LiveAsync);
        beating = Pulse.RunAsync(BeatAsync, time, closing.Token);
    }

    public CancellationToken Broken => breakage.Token;

    public RendezvousException? Fault => breakage.Reason;

    public IProgress<string> Progress => reporter;

    private AuthenticatedConnection? Connection
    {
        get
        {
            lock (gate)
                return connection;
        }
    }

    public Task<string> MeetAsync(Phase phase, string note, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken) =>
        breakage.GuardAsync(either => RunAsync(Begin(Texts.Fitting(phase), Texts.Fitting(note, "a note")), either), cancellationToken);

    public async Task AbortAsync(string reason)
    {
        lock (gate)
            abort = new Message.Abort(topology.Rank, Texts.Shortened(reason));
        await TellAsync(abort);
        await DepartureAsync(Connection is null ? limits.Latecomers : limits.Farewell);
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        if (!isOver && Connection is { } open)
        {
            isOver = true;
            await TellAsync(new Message.Bye()).WaitAsync(limits.Farewell, time).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await DepartureAsync(limits.Farewell);
        }

        await closing.CancelAsync();
        await living;
        await beating;
        closing.Dispose();
        breakage.Dispose();
    }

    private Errand Begin(Phase phase, string note)
    {
        lock (gate)
        {
            if (isOver)
                throw HostLeft(phase);
            return errand = new Errand(new Message.Join(++meetings, phase, note));
        }
    }

    private async Task<string> RunAsync(Errand mine, CancellationToken cancellationToken)
    {
        patience = new Patience(limits.Deadline, time);
        await TellAsync(mine.Join);
        try
        {
            await patience.WaitAsync(Task.WhenAny(mine.Payload, living), cancellationToken);
        }
        catch (TimeoutException)
        {
            var problem = Connection is { } open
                ? $"rank 0 at {open.Remote} did not end {mine.Join.Phase} within {limits.Deadline.TotalSeconds:0} s; its last word was: {word}"
                : $"rank 0 was not found within {limits.Deadline.TotalSeconds:0} s: {search.Report}";
            await AbortAsync($"waited too long at {mine.Join.Phase}");
            throw new RendezvousException(problem, 0);
        }

        if (mine.Payload.IsCompleted)
            return await mine.Payload;
        await living;
        breakage.ThrowIfBroken();
        throw HostLeft(mine.Join.Phase);
    }

    private async Task LiveAsync()
    {
        while (!isOver && await ReachAsync() is { } reached)
        {
            using (reached)
            {
                try
                {
                    await TalkAsync(reached);
                }
                catch (Exception exception) when (Ending.Is(exception))
                {
                    if (!closing.IsCancellationRequested)
                        log($"rank {topology.Rank} lost its connection to rank 0 at {reached.Remote}: {exception.Message}");
                }
            }

            lock (gate)
                connection = null;
        }

        isOver = true;
    }

    private async Task<AuthenticatedConnection?> ReachAsync()
    {
        using var patienceOfReturn = new CancellationTokenSource(heardAt == 0 ? Timeout.InfiniteTimeSpan : limits.Return, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patienceOfReturn.Token, closing.Token);
        try
        {
            return await search.FindAsync(either.Token);
        }
        catch (RefusedException exception)
        {
            breakage.TryBreak(new RendezvousException($"rank 0 refuses rank {topology.Rank}: {exception.Message}", topology.Rank));
        }
        catch (OperationCanceledException) when (!closing.IsCancellationRequested)
        {
            breakage.TryBreak(new RendezvousException($"rank 0 is lost: the connection to it is closed, and there was no other within {limits.Return.TotalSeconds:0} s: {search.Report}", 0));
        }
        catch (OperationCanceledException)
        {
            // This rank leaves.
        }

        return null;
    }

    private async Task TalkAsync(AuthenticatedConnection reached)
    {
        Message?[] first;
        lock (gate)
        {
            connection = reached;
            heardAt = time.GetTimestamp();
            first = [abort, known > 0 ? new Message.Ack(known) : null, errand?.Join];
        }

        foreach (var message in first.OfType<Message>())
            await reached.WriteAsync(MessageText.Of(message), closing.Token);
        while (await reached.ReadAsync(closing.Token) is { } line && await HearAsync(reached, MessageText.Parse(line)))
            Volatile.Write(ref heardAt, time.GetTimestamp());
    }

    /// <returns>Whether there is more to come.</returns>
    private async Task<bool> HearAsync(AuthenticatedConnection reached, Message message)
    {
        switch (message)
        {
            case Message.Go go:
                await HearAsync(reached, go);
                return true;
            case Message.Hold hold:
                word = hold.Progress;
                patience.Renew();
                return true;
            case Message.Beat:
                return true;
            case Message.Abort given:
                isOver = true;
                breakage.TryBreak(new RendezvousException(given.Reason, given.Rank));
                return false;
            case Message.Bye:
                isOver = true;
                return false;
            default:
                throw new WireException("a message that is for rank 0 alone");
        }
    }

    private async Task HearAsync(AuthenticatedConnection reached, Message.Go go)
    {
        Errand? done = null;
        lock (gate)
        {
            if (errand?.Join.Meeting == go.Meeting)
            {
                (done, errand) = (errand, null);
                known = go.Meeting;
            }
        }

        try
        {
            await reached.WriteAsync(MessageText.Of(new Message.Ack(go.Meeting)), closing.Token);
        }
        finally
        {
            done?.Complete(go.Payload);
        }
    }

    private async Task BeatAsync(bool wasStopped)
    {
        var now = time.GetTimestamp();
        if (Connection is null)
            return;
        if (wasStopped)
            Volatile.Write(ref heardAt, now);
        if (time.GetElapsedTime(Volatile.Read(ref heardAt), now) > limits.Silence)
        {
            breakage.TryBreak(new RendezvousException($"rank 0 is lost: it gave no sign of life for {limits.Silence.TotalSeconds:0} s", 0));
            return;
        }

        Message? sign = reporter.Take() is { } progress ? new Message.Hold(progress) : time.GetElapsedTime(beatAt, now) >= limits.Heartbeat ? new Message.Beat() : null;
        if (sign is null)
            return;
        beatAt = now;
        _ = TellAsync(sign);
        await Task.CompletedTask;
    }

    private async Task TellAsync(Message message)
    {
        try
        {
            if (Connection is { } open)
                await open.WriteAsync(MessageText.Of(message), closing.Token);
        }
        catch (Exception exception) when (Ending.Is(exception))
        {
            // What matters is said again on the next connection.
        }
    }

    private async Task DepartureAsync(TimeSpan limit) =>
        await (Departure with { Patience = limit }).WatchAsync(() => Task.FromResult(living.IsCompleted), gone => gone, time, CancellationToken.None);

    private static RendezvousException HostLeft(Phase phase) => new($"rank 0 has left before all were at {phase}", 0);
}
