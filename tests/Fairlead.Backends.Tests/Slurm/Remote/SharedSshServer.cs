using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Slurm.Remote;

/// <summary>One SSH server for all tests that leave it as it is, started by the first that asks. Those that disturb one start their own.</summary>
[SetUpFixture]
public sealed class SharedSshServer
{
    private static readonly Lazy<Task<SshServer>> Shared = new(() => SshServer.StartAsync());

    public static Task<SshServer> GetAsync() => Shared.Value;

    /// <summary>This machine, directly or by way of SSH.</summary>
    public static async Task<IRemoteHost> HostAsync(bool overSsh) => overSsh ? new SshHost(Site(await GetAsync())) : new LocalHost();

    public static SlurmSite Site(SshServer server) => new("/", "127.0.0.1", server.Port, Identity: server.Identity, KnownHosts: server.KnownHosts);

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Shared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            (await Shared.Value).Dispose();
    }
}
