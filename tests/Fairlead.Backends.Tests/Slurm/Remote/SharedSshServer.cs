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

    public static async Task<IRemoteHost> HostAsync(Way way) => way == Way.Local ? new LocalHost() : new SshHost(Site(await GetAsync(), way));

    public static SlurmSite Site(SshServer server, Way way) => new("/", "127.0.0.1", server.Port, Identity: server.Identity, KnownHosts: server.KnownHosts, Client: ClientOf(way));

    public static SshClientKind ClientOf(Way way) => way == Way.Builtin ? SshClientKind.Builtin : SshClientKind.OpenSsh;

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (Shared is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            (await Shared.Value).Dispose();
    }
}
