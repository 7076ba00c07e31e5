using Fairlead.Executors;
using Fairlead.Executors.DgxCloud;
using Fairlead.Executors.Docker;
using Fairlead.Executors.Lepton;
using Fairlead.Executors.Local;
using Fairlead.Executors.Remote;
using Fairlead.Executors.Slurm;
using Fairlead.Recipes;

namespace Fairlead.Pipeline.Runs;

/// <summary>The executors, one of each kind.</summary>
internal sealed class ExecutorSet(IEnumerable<IExecutor> executors)
{
    private readonly Dictionary<ExecutorKind, IExecutor> byKind = executors.ToDictionary(executor => executor.Kind);

    public static ExecutorSet All(RemoteHosts hosts, TimeProvider time) => new([new LocalExecutor(time), new DockerExecutor(time), new SlurmExecutor(hosts.For, time), new LeptonExecutor(time), new DgxCloudExecutor(time)]);

    public IExecutor this[ExecutorKind kind] => byKind[kind];
}
