using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous;

/// <summary>How long ranks wait for what.</summary>
internal sealed record RendezvousLimits
{
    private static readonly string[] Variables = ["FAIRLEAD_RENDEZVOUS_TIMEOUT_S", "MAD_BARRIER_TIMEOUT_S"];

    /// <summary>For all to come to a phase; it begins anew with each word of progress.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(1800);

    /// <summary>For a connection to be let in, all its lines together.</summary>
    public TimeSpan Handshake { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For a listener to greet; what does not is something else.</summary>
    public TimeSpan Greeting { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between signs of life.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Without any sign of life, after which the other side is lost.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>For a closed connection to be made again.</summary>
    public TimeSpan Return { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>For all others to know that the job ends.</summary>
    public TimeSpan Farewell { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The same where some have not come yet: they would wait in vain for the whole deadline.</summary>
    public TimeSpan Latecomers { get; init; } = TimeSpan.FromSeconds(5);

    public static RendezvousLimits Read(IReadOnlyDictionary<string, string> environment) =>
        EnvironmentNumber.Find(environment, Variables, 1) is { } seconds ? new RendezvousLimits { Deadline = TimeSpan.FromSeconds(seconds.Value) } : new RendezvousLimits();
}
