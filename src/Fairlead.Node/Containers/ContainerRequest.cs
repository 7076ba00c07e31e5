using System.Collections.Immutable;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Containers;

/// <summary>What one model is to be run with on this node.</summary>
/// <param name="Image">By its digest, as the engine takes it.</param>
/// <param name="Workspace">The working folder on the host.</param>
/// <param name="Helpers">The folder on the host for what this program brings into the container.</param>
/// <param name="User">Whom the container acts as when it is shown no GPU and its card names nobody.</param>
internal sealed record ContainerRequest(Surroundings Surroundings, JobTopology Topology, string Image, string Workspace, string Helpers, string User)
{
    /// <summary>The job's folder.</summary>
    public required string Folder { get; init; }

    /// <summary>The engine's client.</summary>
    public required string Client { get; init; }

    /// <summary>The nodes by rank; null: nobody named them.</summary>
    public ImmutableArray<string>? Hosts { get; init; }
}
