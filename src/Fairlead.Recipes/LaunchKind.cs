namespace Fairlead.Recipes;

/// <summary>What starts the ranks of a job.</summary>
public enum LaunchKind
{
    /// <summary>The executor starts one process per rank, with the rank environment.</summary>
    Direct,

    /// <summary>The executor starts one <c>torchrun</c> per node; torchrun starts the ranks.</summary>
    Torchrun,

    /// <summary>The script runs on the head of a Ray cluster that spans the nodes.</summary>
    Ray,
}
