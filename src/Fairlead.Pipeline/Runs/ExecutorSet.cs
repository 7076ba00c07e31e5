using Fairlead.Executors;
using Fairlead.Executors.Docker;
using Fairlead.Executors.Local;
using Fairlead.Executors.Remote;
using Fairlead.Executors.Slurm;
using Fairlead.Primitives;
using Fairlead.Recipes;

namespace Fairlead.Pipeline.Runs;

/// <summary>The executors that this version has.</summary>
internal sealed class ExecutorSet(IEnumerable<IExecutor> executors)
{
    /// <summary>Those that jobs can be sent to.</summary>
    public static IEnumerable<ExecutorKind> Kinds { get; } = [ExecutorKind.Local, ExecutorKind.Docker, ExecutorKind.Slurm];

    private readonly Dictionary<ExecutorKind, IExecutor> byKind = executors.ToDictionary(executor => executor.Kind);

    public static ExecutorSet All(RemoteHosts hosts, TimeProvider time) => new([new LocalExecutor(time), new DockerExecutor(time), new SlurmExecutor(hosts.For, time)]);

    public IExecutor this[ExecutorKind kind] => byKind.TryGetValue(kind, out var executor)
        ? executor
        : throw FairleadException.Usage($"this version does not submit to '{kind.Name()}'", $"use one of: {string.Join(", ", Kinds.Select(known => known.Name()))}");
}
