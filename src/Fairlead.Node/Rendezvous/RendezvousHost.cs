using System.Collections.Immutable;
using System.Net;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Rendezvous;

/// <summary>Rank 0's side: has a connection of each other rank, and tells all what concerns all.</summary>
internal sealed class RendezvousHost : IRendezvous
{
    public const string Purpose = "rendezvous";
    private static readonly Poll Departure = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(50), TimeSpan.Zero);

    private readonly Lock gate = new();
    private readonly Breakage breakage = new();
    private readonly Reporter reporter = new();
    private readonly CancellationTokenSource closing = new();
    private readonly JobTopology topology;
    private readonly JobSecret secret;
    private readonly RendezvousLimits limits;
    private readonly TimeProvider time;
    private readonly Action<string> log;
    private readonly ImmutableArray<Seat> seats;
    private readonly ImmutableArray<GuardedListener> listeners;
    private readonly Task beating;
    private Meeting? decided;
    private Meeting current;
    private Patience patience;
    private long beatAt;
    private bool isFarewellSaid;

    private RendezvousHost(JobTopology topology, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log, ImmutableArray<IPAddress> addresses)
    {
        this.topology = topology;
        this.secret = secret;
        this.limits = limits;
        this.time = time;
        this.log = log;
        seats = [.. Enumerable.Range(1, topology.World - 1).Select(rank => new Seat(rank))];
        current = new Meeting(1, topology.World);
        patience = new Patience(limits.Deadline, time);
        var first = Listen(addresses[0], topology.Ports);
        listeners = [first, .. addresses.Skip(1).Select(address => Listen(address, new PortRange(first.EndPoint.Port, 1)))];
        beating = Pulse.RunAsync(BeatAsync, time, closing.Token);
    }

    public CancellationToken Broken => breakage.Token;

    public RendezvousException? Fault => breakage.Reason;

    public IProgress<string> Progress => reporter;

    public IPEndPoint EndPoint => listeners[0].EndPoint;

    /// <exception cref="FairleadException">MASTER_ADDR is not of this host, or none of the ports is free.</exception>
    public static async Task<RendezvousHost> OpenAsync(JobTopology topology, JobSecret secret, RendezvousLimits limits, TimeProvider time, Action<string> log, CancellationToken cancellationToken)
    {
        var addresses = await OwnAddress.FindAllAsync(topology.MasterAddress, cancellationToken);
        var host = new RendezvousHost(topology, secret, limits, time, log, addresses);
        log($"rank 0 of {topology.World} listens at {host.EndPoint}{(IPAddress.IsLoopback(addresses[0]) ? ", which only this host can reach" : "")}");
        return host;
    }

    public Task<string> MeetAsync(Phase phase, string note, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken) =>
        breakage.GuardAsync(either => MeetAsync(Begin(Texts.Fitting(phase), Texts.Fitting(note, "a note")), phase, decide, either), cancellationToken);

    public async Task AbortAsync(string reason)
    {
        Break(new RendezvousException($"rank 0 gave up: {Texts.Shortened(reason)}", 0));
        await FarewellAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (closing.IsCancellationRequested)
            return;
        if (breakage.Reason is null)
            _ = TellAllAsync(new Message.Bye());
        await FarewellAsync();
        await closing.CancelAsync();
        await beating;
        foreach (var listener in listeners)
            await listener.DisposeAsync();
        closing.Dispose();
        breakage.Dispose();
    }

    private GuardedListener Listen(IPAddress address, PortRange ports) =>
        AuthenticatedListener.Open(address, ports, topology.World, secret, limits, time, log, Misfit, ServeAsync);

    private async Task<string> MeetAsync(Meeting meeting, Phase phase, Func<ImmutableArray<string>, CancellationToken, Task<string>> decide, CancellationToken cancellationToken)
    {
        await WaitAsync(meeting.AllHere, () => $"{Texts.Ranks(meeting.Missing)} did not come to {phase}", cancellationToken);
        var payload = Texts.Fitting(await decide(meeting.Notes, cancellationToken), "a decision");
        breakage.ThrowIfBroken();
        Decide(meeting, payload);
        _ = TellAllAsync(new Message.Go(meeting.Number, payload));
        await WaitAsync(meeting.AllKnow, () => $"{Texts.Ranks(meeting.Unaware)} did not acknowledge {phase}", cancellationToken);
        log(Attendances.Of(phase, meeting.Arrivals, [EndPoint, .. seats.Select(seat => seat.Address)], time));
        return payload;
    }

    private Meeting Begin(Phase phase, string note)
    {
        (int Rank, Phase Phase)? stray;
        lock (gate)
        {
            current.Join(0, phase, note, time.GetTimestamp());
            stray = current.Stray;
        }

        if (stray is { } other)
            Break(Strayed(other.Rank, other.Phase, phase));
        return current;
    }

    private void Decide(Meeting meeting, string payload)
    {
        lock (gate)
        {
            meeting.Decide(payload);
            decided = meeting;
            current = new Meeting(meeting.Number + 1, topology.World);
        }
    }

    private async Task WaitAsync(Task what, Func<string> problem, CancellationToken cancellationToken)
    {
        patience = new Patience(limits.Deadline, time);
        try
        {
            await patience.WaitAsync(what, cancellationToken);
        }
        catch (TimeoutException)
        {
            Break(new RendezvousException($"{problem()} within {limits.Deadline.TotalSeconds:0} s; rank 0 listens at {EndPoint}"));
        }

        breakage.ThrowIfBroken();
    }

    private Message.Nope? Misfit(Caller caller) => caller.Misfit(topology, Purpose) ?? (IsTaken(caller)
        ? new Message.Nope(RefusalCode.Duplicate, $"another process is rank {caller.Rank}, at {seats[caller.Rank - 1].Address}")
        : null);

    // A rank that comes again before its old connection is known to be gone is the same process.
    private bool IsTaken(Caller caller)
    {
        lock (gate)
            return seats[caller.Rank - 1] is { Connection: not null } seat && seat.Process != caller.Process;
    }

    private async Task ServeAsync(AuthenticatedConnection connection, CancellationToken cancellationToken)
    {
        var seat = seats[connection.Caller.Rank - 1];
        if (!TryTake(seat, connection))
            return;
        try
        {
            if (breakage.Reason is { } why)
                await connection.WriteAsync(MessageText.Of(AbortOf(why)), cancellationToken);
            while (!seat.HasLeft && await connection.ReadAsync(cancellationToken) is { } line)
            {
                if (Hear(seat, MessageText.Parse(line)) is { } answer)
                    await connection.WriteAsync(MessageText.Of(answer), cancellationToken);
            }
        }
        finally
        {
            Part(seat, connection);
        }
    }

    private bool TryTake(Seat seat, AuthenticatedConnection connection)
    {
        AuthenticatedConnection? former;
        lock (gate)
        {
            if (IsTaken(connection.Caller))
                return false;
            former = seat.Connection;
            seat.Take(connection, time.GetTimestamp());
        }

        former?.Dispose();
        return true;
    }

    private void Part(Seat seat, AuthenticatedConnection connection)
    {
        lock (gate)
        {
            if (seat.Vacate(connection, time.GetTimestamp()))
                current.Leave(seat.Rank);
        }
    }

    /// <returns>What to answer; null when there is nothing to say.</returns>
    private Message? Hear(Seat seat, Message message)
    {
        lock (gate)
            seat.HeardAt = time.GetTimestamp();
        switch (message)
        {
            case Message.Join join:
                return Hear(seat.Rank, join);
            case Message.Ack ack:
                lock (gate)
                {
                    if (decided?.Number == ack.Meeting)
                        decided.Acknowledge(seat.Rank);
                }

                return null;
            case Message.Hold hold:
                patience.Renew();
                reporter.Report($"rank {seat.Rank}: {hold.Progress}");
                return null;
            case Message.Abort abort:
                Break(new RendezvousException($"rank {seat.Rank} gave up: {Texts.Shortened(abort.Reason)}", seat.Rank));
                return null;
            case Message.Bye:
                lock (gate)
                    seat.HasLeft = true;
                return null;
            case Message.Beat:
                return null;
            default:
                throw new WireException("a message that is not for rank 0");
        }
    }

    private Message.Go? Hear(int rank, Message.Join join)
    {
        RendezvousException problem;
        lock (gate)
        {
            if (decided?.Number == join.Meeting && decided.Phase == join.Phase)
                return new Message.Go(decided.Number, decided.Payload!);
            if (current.Number == join.Meeting && (current.Phase ?? join.Phase) == join.Phase)
            {
                current.Join(rank, join.Phase, join.Note, time.GetTimestamp());
                return null;
            }

            problem = Strayed(rank, join.Phase, current.Phase ?? decided?.Phase);
        }

        Break(problem);
        return null;
    }

    private Task BeatAsync(bool wasStopped)
    {
        var now = time.GetTimestamp();
        RendezvousException? problem;
        lock (gate)
        {
            foreach (var seat in seats.Where(_ => wasStopped))
                seat.HeardAt = now;
            problem = seats.Select(seat => Problem(seat, now)).FirstOrDefault(found => found is not null);
        }

        if (problem is not null)
            Break(problem);
        if (reporter.Take() is { } progress)
            return TellAsync(new Message.Hold(progress), now);
        return time.GetElapsedTime(beatAt, now) >= limits.Heartbeat ? TellAsync(new Message.Beat(), now) : Task.CompletedTask;
    }

    // Whoever does not take what it is sent must not keep the others waiting.
    private Task TellAsync(Message message, long now)
    {
        beatAt = now;
        _ = TellAllAsync(message);
        return Task.CompletedTask;
    }

    private RendezvousException? Problem(Seat seat, long now) => seat switch
    {
        { HasCome: false } => null,
        { HasLeft: true } when current.Phase is { } phase => new RendezvousException($"rank {seat.Rank} has left before all were at {phase}", seat.Rank),
        { HasLeft: true } when decided?.IsUnaware(seat.Rank) == true => new RendezvousException($"rank {seat.Rank} has left before it knew of {decided.Phase}", seat.Rank),
        { HasLeft: true } => null,
        { Connection: null } when time.GetElapsedTime(seat.HeardAt, now) > limits.Return =>
            new RendezvousException($"rank {seat.Rank} at {seat.Address} is lost: its connection is closed, and it did not come back within {limits.Return.TotalSeconds:0} s", seat.Rank),
        { Connection: not null } when time.GetElapsedTime(seat.HeardAt, now) > limits.Silence =>
            new RendezvousException($"rank {seat.Rank} at {seat.Address} is lost: it gave no sign of life for {limits.Silence.TotalSeconds:0} s", seat.Rank),
        _ => null,
    };

    private void Break(RendezvousException why)
    {
        if (breakage.TryBreak(why))
            _ = TellAllAsync(AbortOf(why));
    }

    private async Task TellAllAsync(Message message)
    {
        var line = MessageText.Of(message);
        AuthenticatedConnection[] connections;
        lock (gate)
            connections = [.. seats.Select(seat => seat.Connection).OfType<AuthenticatedConnection>()];
        await Task.WhenAll(connections.Select(connection => TellAsync(connection, line)));
    }

    private static async Task TellAsync(AuthenticatedConnection connection, string line)
    {
        try
        {
            await connection.WriteAsync(line, CancellationToken.None);
        }
        catch (Exception exception) when (Ending.Is(exception))
        {
            // Whoever reads from it will see.
        }
    }

    // Where the job has failed, those who have not come yet would look for rank 0 in vain until their deadlines.
    private async Task FarewellAsync()
    {
        if (isFarewellSaid)
            return;
        isFarewellSaid = true;
        var awaited = breakage.Reason is null ? [.. seats.Where(seat => seat.HasCome)] : seats;
        var patience = awaited.All(seat => seat.HasCome) ? limits.Farewell : limits.Latecomers;
        await (Departure with { Patience = patience }).WatchAsync(() => Task.FromResult(awaited.All(seat => seat.HasCome && seat.Connection is null)), gone => gone, time, CancellationToken.None);
    }

    private static Message.Abort AbortOf(RendezvousException why) => new(why.Rank, why.Problem);

    private static RendezvousException Strayed(int rank, Phase at, Phase? host) =>
        new($"rank {rank} is at {at}, and rank 0 at {host?.ToString() ?? "the beginning"}: was one of them started anew, or is it another job?", rank);
}
