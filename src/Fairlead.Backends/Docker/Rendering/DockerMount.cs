using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Something that a container shows at a path of its own.</summary>
/// <param name="Source">A path of the host, the name of a volume, or what stands for neither: <c>tmpfs</c>, <c>a new volume</c>.</param>
/// <param name="Target">In one spelling.</param>
/// <param name="Mode">For example <c>ro</c>; empty: none.</param>
/// <param name="Words">The options of <c>docker create</c> that make it.</param>
internal sealed record DockerMount(string Source, string Target, string Mode, Origin Origin, ImmutableArray<string> Words)
{
    /// <summary>The path of the host that must be there; null: none.</summary>
    public string? HostPath => Source.StartsWith('/') ? Source : null;

    public bool IsSameAs(DockerMount other) => (Source.TrimEnd('/'), Target, Mode) == (other.Source.TrimEnd('/'), other.Target, other.Mode);
}
