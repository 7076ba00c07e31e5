using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Rendezvous.Calls;

/// <summary>Who calls, and what for.</summary>
/// <param name="Purpose">A word that keeps the callers of one listener from another.</param>
/// <param name="Process">Tells two processes of one rank apart.</param>
internal sealed record Caller(string Purpose, string Job, int Attempt, int Rank, int World, string Process)
{
    public static Caller Of(JobTopology topology, string purpose) =>
        new(purpose, topology.Job, topology.Attempt, topology.Rank, topology.World, Seal.Nonce());

    /// <summary>What every listener of a job asks of its callers; null when they belong to it.</summary>
    public Message.Nope? Misfit(JobTopology host, string purpose) => this switch
    {
        _ when Purpose != purpose || Job != host.Job => new Message.Nope(RefusalCode.Elsewhere, $"this is for {purpose} of job {host.Job}"),
        _ when Attempt > host.Attempt => new Message.Nope(RefusalCode.Elsewhere, $"this is attempt {host.Attempt} of the job, which ends"),
        _ when Attempt < host.Attempt => new Message.Nope(RefusalCode.Generation, $"attempt {Attempt} of the job is over, this is {host.Attempt}"),
        _ when World != host.World => new Message.Nope(RefusalCode.World, $"rank 0 counts {host.World} nodes, rank {Rank} counts {World}"),
        _ when Rank == 0 || Rank >= World => new Message.Nope(RefusalCode.Rank, $"expected a rank from 1 to {World - 1}, found {Rank}"),
        _ => null,
    };
}
