using Fairlead.Backends.Cloud.Lepton;
using Fairlead.Backends.Cloud.RunAi;
using Fairlead.Backends.Docker;
using Fairlead.Backends.Local;
using Fairlead.Backends.Slurm;
using Fairlead.Runs;

namespace Fairlead.Backends;

/// <summary>The one place that names every backend. The first is what a command without <c>--executor</c> means.</summary>
public static class KnownBackends
{
    /// <summary>Their names, as <c>--executor</c> takes them.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. All(TimeProvider.System).Executors.Names];

    /// <param name="tell">Takes a line of progress.</param>
    public static BackendMap All(TimeProvider time, Action<string>? tell = null) =>
        new(new LocalBackend(time), new DockerBackend(time), new SlurmBackend(time, tell), new LeptonBackend(time, tell), new RunAiBackend(time, tell));
}
