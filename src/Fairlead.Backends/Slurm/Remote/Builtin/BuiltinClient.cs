namespace Fairlead.Backends.Slurm.Remote.Builtin;

/// <summary>The SSH client that needs no program on this machine. Its commands share one connection of this process.</summary>
internal sealed class BuiltinClient(SshTarget target, Identities identities, string reason, SshLimits limits) : ISshClient
{
    private readonly Lock gate = new();
    private Task<BuiltinConnection>? opening;
    private BuiltinConnection? connection;

    public string Description => $"built-in SSH: {reason}";

    public Task OpenAsync(CancellationToken cancellationToken) => ConnectionAsync().WaitAsync(cancellationToken);

    public async Task<int> RunAsync(string command, CommandStreams streams, CancellationToken cancellationToken)
    {
        var current = await ConnectionAsync().WaitAsync(cancellationToken);
        return await current.FinishAsync(await current.StartAsync(command, cancellationToken), streams, cancellationToken);
    }

    /// <summary>One for all who ask at once, whoever of them goes away.</summary>
    private Task<BuiltinConnection> ConnectionAsync()
    {
        lock (gate)
        {
            return opening is { IsCompleted: false } || (opening?.IsCompletedSuccessfully == true && connection is { IsUsable: true }) ? opening : opening = OpenAnewAsync();
        }
    }

    private async Task<BuiltinConnection> OpenAnewAsync()
    {
        using var limit = new CancellationTokenSource(limits.Connect);
        return connection = await BuiltinConnection.OpenAsync(target, identities, limits, limit.Token);
    }
}
