using System.Collections.Immutable;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Containers.Launching;

/// <summary>What a launcher has to know.</summary>
/// <param name="Gpus">How many this container is shown.</param>
/// <param name="Processes">How many it starts on each node.</param>
/// <param name="Port">Where the model's processes meet, on rank 0's node.</param>
/// <param name="Hosts">The nodes by rank; null: nobody named them.</param>
internal sealed record LaunchRequest(JobTopology Topology, int Gpus, int Processes, int Port, ImmutableArray<string>? Hosts);
