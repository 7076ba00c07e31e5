using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>This machine, when it is a login node itself.</summary>
/// <param name="environment">What commands get besides this machine's own environment.</param>
public sealed class LocalHost(IReadOnlyDictionary<string, string>? environment = null) : IRemoteHost
{
    public string Name => "this machine";

    public string Connection => "commands run here";

    public async Task<RemoteResult> RunAsync(RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        var result = await ChildProcess.RunBytesAsync("sh", ["-c", script.Program, script.Name, .. arguments], input, environment: environment, cancellationToken: cancellationToken);
        return new RemoteResult(result.ExitCode, result.Output, result.Error);
    }

    public async Task UploadAsync(string localFile, string remotePath, IProgress<long>? sent, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(remotePath)!);
        await using var source = File.OpenRead(localFile);
        // Never truncated first: another launcher may be writing the same bytes to the same path.
        await using var target = new FileStream(remotePath, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        await source.CopyToAsync(target, cancellationToken);
        target.SetLength(source.Length);
        RandomAccess.FlushToDisk(target.SafeFileHandle);
        sent?.Report(source.Length);
    }

    public Task DownloadAsync(string remoteDirectory, string localDirectory, CancellationToken cancellationToken)
    {
        var tree = LocalTree.Read(remoteDirectory);
        var links = DownloadedLinks.Checked(remoteDirectory, tree.Links);
        tree.CopyTo(localDirectory, cancellationToken);
        links.PlaceIn(localDirectory);
        return Task.CompletedTask;
    }
}
