namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>Why a caller is not let in.</summary>
internal enum RefusalCode
{
    /// <summary>Speaks no protocol that is known here.</summary>
    Version,

    /// <summary>Does not know the secret.</summary>
    Auth,

    /// <summary>This is another job, or an earlier attempt that is about to go: look elsewhere, or again.</summary>
    Elsewhere,

    /// <summary>The caller's attempt is over.</summary>
    Generation,

    /// <summary>No such rank.</summary>
    Rank,

    /// <summary>Counts another number of ranks.</summary>
    World,

    /// <summary>Another process has that rank.</summary>
    Duplicate,
}
