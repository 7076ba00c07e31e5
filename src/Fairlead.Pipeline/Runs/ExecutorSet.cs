using Fairlead.Executors;
using Fairlead.Executors.DgxCloud;
using Fairlead.Executors.Docker;
using Fairlead.Executors.Lepton;
using Fairlead.Executors.Local;
using Fairlead.Executors.Remote;
using Fairlead.Executors.Slurm;
using Fairlead.Recipes;

namespace Fairlead.Pipeline.Runs;

/// <summary>The executors, one of each kind, made when one is first needed: an HTTP client costs a render more than a look into the cache.</summary>
internal sealed class ExecutorSet(IEnumerable<IExecutor> executors)
{
    private readonly Lazy<Dictionary<ExecutorKind, IExecutor>> byKind = new(() => executors.ToDictionary(executor => executor.Kind));

    public static ExecutorSet All(RemoteHosts hosts, TimeProvider time) => new(Made(hosts, time));

    public IExecutor this[ExecutorKind kind] => byKind.Value[kind];

    private static IEnumerable<IExecutor> Made(RemoteHosts hosts, TimeProvider time)
    {
        yield return new LocalExecutor(time);
        yield return new DockerExecutor(time);
        yield return new SlurmExecutor(hosts.For, time);
        yield return new LeptonExecutor(time);
        yield return new DgxCloudExecutor(time);
    }
}
