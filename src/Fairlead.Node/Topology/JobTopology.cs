namespace Fairlead.Node.Topology;

/// <summary>Where in its job this rank is; there is one per node.</summary>
/// <param name="MasterAddress">Name or address of rank 0's node.</param>
/// <param name="Ports">Candidates for rank 0's listener, in order.</param>
/// <param name="Job">What tells this job from others; the scheduler's id where there is one.</param>
/// <param name="Attempt">Counts the scheduler's restarts of the job.</param>
internal sealed record JobTopology(int Rank, int World, string MasterAddress, PortRange Ports, string Job, int Attempt)
{
    public bool IsFirst => Rank == 0;

    public bool IsAlone => World == 1;
}

/// <param name="First">The lowest.</param>
internal sealed record PortRange(int First, int Count);
