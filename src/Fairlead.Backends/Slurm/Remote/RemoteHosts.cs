using System.Collections.Concurrent;
using Fairlead.Backends.Slurm.Rendering;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>The hosts that clusters are reached through: one for each way of reaching one, however many job directories lie there.</summary>
/// <param name="environment">What commands on this machine get besides its own environment.</param>
/// <param name="tell">Takes lines for people: how hosts are reached, and what is waited for.</param>
public sealed class RemoteHosts(IReadOnlyDictionary<string, string>? environment = null, Action<string>? tell = null)
{
    private readonly ConcurrentDictionary<SlurmSite, IRemoteHost> hosts = [];

    public IRemoteHost For(SlurmSite site) => hosts.GetOrAdd(site with { Directory = "" }, Create);

    private IRemoteHost Create(SlurmSite site) => site.Host is null ? new LocalHost(environment) : new SshHost(site, tell);
}
