using Fairlead.Backends.Slurm.Rendering;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>The client that suits a host, chosen when it is first needed.</summary>
internal sealed class ChosenClient : ISshClient
{
    private readonly SlurmSite site;
    private readonly Action<string> tell;
    private readonly SshLimits limits;
    private readonly Lock gate = new();
    private Task<ISshClient>? choosing;
    private ISshClient? chosen;

    /// <exception cref="Primitives.FairleadException">The site cannot be told to a client.</exception>
    public ChosenClient(SlurmSite site, Action<string> tell, SshLimits limits)
    {
        SshOptions.Check(site);
        this.site = site;
        this.tell = tell;
        this.limits = limits;
    }

    public string Description => chosen?.Description ?? "SSH";

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            await (chosen ?? await ChosenAsync().WaitAsync(cancellationToken)).OpenAsync(cancellationToken);
        }
        catch (OpenSshNeededException needed) when (site.Client == SshClientKind.Auto && chosen is not OpenSshClient && SshConfig.IsThereAClient())
        {
            Take(new OpenSshClient(site, needed.Reason, limits));
            await chosen!.OpenAsync(cancellationToken);
        }
    }

    public Task<int> RunAsync(string command, CommandStreams streams, CancellationToken cancellationToken) =>
        (chosen ?? throw new InvalidOperationException("no connection was opened")).RunAsync(command, streams, cancellationToken);

    private Task<ISshClient> ChosenAsync()
    {
        lock (gate)
            return choosing is { IsFaulted: false } ? choosing : choosing = ChooseAsync();
    }

    private async Task<ISshClient> ChooseAsync() => Take(await ClientChoice.ChooseAsync(site, limits, CancellationToken.None));

    private ISshClient Take(ISshClient client)
    {
        chosen = client;
        tell($"ssh  {site.Address}  {client.Description}");
        return client;
    }
}
