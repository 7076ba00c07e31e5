using System.Globalization;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Polly;
using Polly.Retry;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>A login node, through the OpenSSH client of this machine and its configuration.</summary>
public sealed class SshHost : IRemoteHost
{
    /// <summary>What ssh exits with when the connection fails; no script of ours may.</summary>
    private const int ConnectionFailed = 255;

    private static readonly RemoteScript BeginUpload = new("begin-upload.sh", Repeatable: true);
    private static readonly RemoteScript ListLinks = new("list-links.sh", Repeatable: true);

    private static readonly ResiliencePipeline Patiently = new ResiliencePipelineBuilder().AddRetry(new RetryStrategyOptions
    {
        ShouldHandle = new PredicateBuilder().Handle<ConnectionLostException>(),
        MaxRetryAttempts = 3,
        Delay = TimeSpan.FromSeconds(0.5),
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
    }).Build();

    private readonly string host;
    private readonly SshConnection connection;

    /// <exception cref="FairleadException">The site cannot be told to ssh, or there is no private place for the connection's socket.</exception>
    public SshHost(SlurmSite site)
    {
        host = site.Host!;
        Name = $"{(site.User is { } user ? $"{user}@" : "")}{host}{(site.Port is { } port ? $":{port}" : "")}";
        connection = new SshConnection(site, Name, ControlDirectory.OfThisUser().Socket(site));
    }

    public string Name { get; }

    public Task<RemoteResult> RunAsync(RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken) =>
        script.Repeatable
            ? Patiently.ExecuteAsync(async token => await RunOnceAsync(script, arguments, input, token), cancellationToken).AsTask()
            : RunOnceAsync(script, arguments, input, cancellationToken);

    public async Task UploadAsync(string localFile, string remotePath, CancellationToken cancellationToken)
    {
        var size = new FileInfo(localFile).Length;
        await Patiently.ExecuteAsync(
            async token =>
            {
                var begun = await RunOnceAsync(BeginUpload, [remotePath, size.ToString(CultureInfo.InvariantCulture)], default, token);
                if (!begun.Succeeded)
                    throw Failed($"cannot write {remotePath}", begun.Error);
                if (long.Parse(begun.Text, CultureInfo.InvariantCulture) < size)
                    await TransferAsync(SftpBatch.Continue(localFile, remotePath), $"cannot send {localFile} to {remotePath}", token);
            },
            cancellationToken);
    }

    public async Task DownloadAsync(string remoteDirectory, string localDirectory, CancellationToken cancellationToken)
    {
        var fetch = SftpBatch.Fetch(remoteDirectory, localDirectory);
        var listing = await RunAsync(ListLinks, [remoteDirectory], default, cancellationToken);
        if (!listing.Succeeded)
            throw Failed($"cannot read {remoteDirectory}", listing.Error);
        var links = DownloadedLinks.Checked(remoteDirectory, DownloadedLinks.Parse(listing.Output.Span));
        await Patiently.ExecuteAsync(async token => await TransferAsync(fetch, $"cannot bring {remoteDirectory} to {localDirectory}", token), cancellationToken);
        links.PlaceIn(localDirectory);
    }

    private async Task<RemoteResult> RunOnceAsync(RemoteScript script, IReadOnlyList<string> arguments, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        var command = $"exec sh -c {ShellWord.QuoteAll([script.Text, script.Name, .. arguments])}";
        var result = await ChildProcess.RunBytesAsync("ssh", [.. connection.Shared, "-T", "--", host, command], input, cancellationToken: cancellationToken);
        return result.ExitCode == ConnectionFailed
            ? throw Lost($"{script.Name} ran", result.Error)
            : new RemoteResult(result.ExitCode, result.Output, result.Error);
    }

    private async Task TransferAsync(string batch, string failure, CancellationToken cancellationToken)
    {
        await connection.OpenAsync(cancellationToken);
        var destination = host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host;
        var result = await ChildProcess.RunAsync("sftp", ["-q", .. connection.Shared, "-b", "-", "--", destination], input: batch, cancellationToken: cancellationToken);
        if (result.ExitCode == ConnectionFailed)
            throw Lost("files were transferred", result.Error);
        if (!result.Succeeded)
            throw Failed(failure, result.Error);
    }

    private ConnectionLostException Lost(string during, string words) =>
        new($"the connection to {Name} broke while {during}: {SshFailure.LastLine(words)}", "run the command again: what is done already is found and not repeated");

    private FairleadException Failed(string failure, string words) =>
        FairleadException.Stage($"{failure} on {Name}: {words.Trim()}", "check the directory, its rights and the space left there");
}
