using System.Collections.Immutable;

namespace Fairlead.Node.Containers;

/// <summary>Who wants a mount, the strongest first.</summary>
internal enum MountOrigin
{
    /// <summary>An option in the model's card.</summary>
    Option,

    /// <summary>Told for this run.</summary>
    Runtime,

    Manifest,
}

/// <summary>Something that a container shows at a path of its own.</summary>
/// <param name="Source">A path of the host, the name of a volume, or what stands for neither.</param>
/// <param name="Target">In one spelling.</param>
/// <param name="Place">Where it is written, for people.</param>
/// <param name="Words">The options that make it.</param>
internal sealed record ContainerMount(string Source, string Target, MountOrigin Origin, string Place, ImmutableArray<string> Words)
{
    /// <summary>It may be missing on this node.</summary>
    public bool IsOptional { get; init; }

    /// <summary>The path of the host that must be there; null: none.</summary>
    public string? HostPath => Source.StartsWith('/') ? Source : null;
}
