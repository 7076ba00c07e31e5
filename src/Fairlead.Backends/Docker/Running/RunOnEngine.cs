using System.Collections.Immutable;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running;

/// <summary>A run as its engine shows it.</summary>
/// <param name="Home">The folder that its containers use: another ledger's, where that started them.</param>
internal sealed record RunOnEngine(DockerRunDirectory Home, ImmutableArray<DockerContainer> Containers)
{
    /// <param name="found">The containers that carry the run's id. Once a run is over they may be those of another ledger's run of the same request.</param>
    public static RunOnEngine Of(Run run, IEnumerable<DockerContainer> found)
    {
        ImmutableArray<DockerContainer> containers = [.. found];
        var known = DockerRunDirectory.Of(run);
        var home = containers.IsEmpty || known.ReadExit() is not null ? known : new DockerRunDirectory(containers[0].Directory);
        return new RunOnEngine(home, [.. containers.Where(container => container.Directory == home.Root)]);
    }
}
