using System.Collections.Immutable;

namespace Fairlead.Node.Preparation;

/// <summary>Who fetches layers from whom: each rank serves so many others, so that rank 0's network is not the limit.</summary>
internal sealed record RelayTree(int FanOut, int World)
{
    public const int DefaultFanOut = 8;

    /// <summary>Some rank fetches from this one.</summary>
    public bool Serves(int rank) => (rank * FanOut) + 1 < World;

    /// <exception cref="Fairlead.Primitives.FairleadException">The parent serves nobody.</exception>
    public string ParentOf(int rank, ImmutableArray<string?> addresses) =>
        (rank - 1) / FanOut is var parent && parent < addresses.Length && addresses[parent] is { } address
            ? address
            : throw PreparationJson.Odd("rank 0", $"where rank {rank} is to fetch layers from");
}
