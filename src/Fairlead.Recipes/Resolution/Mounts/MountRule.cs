namespace Fairlead.Recipes.Resolution.Mounts;

/// <summary>What an executor makes of <c>mounts</c>.</summary>
public enum MountRule
{
    /// <summary>Each target once, with paths as the place where the job runs knows them.</summary>
    InsideContainers,

    /// <summary>All of them, with absolute paths of this machine: the executor decides between targets.</summary>
    FromThisMachine,

    /// <summary>There is no container.</summary>
    None,
}
