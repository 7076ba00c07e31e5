using Fairlead.Backends.Slurm.Remote;

namespace Fairlead.Backends.Tests.Slurm;

/// <summary>Loses the connection while one script runs: the first time, and the script itself goes on.</summary>
internal sealed class UnreliableHost(IRemoteHost host, string script, Func<Task> untilLost) : IRemoteHost
{
    private bool hasBroken;

    public string Name => host.Name;

    public string Connection => host.Connection;

    public async Task<RemoteResult> RunAsync(RemoteScript wanted, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var running = host.RunAsync(wanted, arguments, input, cancellationToken);
        if (wanted.Name != script || hasBroken)
            return await running;
        hasBroken = true;
        await untilLost();
        throw new ConnectionLostException("the connection broke");
    }

    public Task UploadAsync(string localFile, string remotePath, IProgress<long>? sent, CancellationToken cancellationToken) => host.UploadAsync(localFile, remotePath, sent, cancellationToken);

    public Task DownloadAsync(string remoteDirectory, string localDirectory, CancellationToken cancellationToken) => host.DownloadAsync(remoteDirectory, localDirectory, cancellationToken);
}
