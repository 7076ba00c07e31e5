using System.Text;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>The OpenSSH client of this machine, with its configuration. Its commands share one connection, the user's own where there is one.</summary>
internal sealed class OpenSshClient : ISshClient
{
    /// <summary>What ssh exits with when the connection fails; no script of ours may.</summary>
    private const int ConnectionFailed = 255;

    private readonly string host;
    private readonly SshConnection connection;

    /// <param name="ofUser">Use the connection that the user has opened, by their own configuration.</param>
    /// <exception cref="FairleadException">The site cannot be told to ssh, or there is no private place for the connection's socket.</exception>
    public OpenSshClient(SlurmSite site, string reason, SshLimits limits, bool ofUser = false)
    {
        host = site.Host!;
        Description = $"OpenSSH: {reason}";
        connection = new SshConnection(site, ofUser ? null : ControlDirectory.OfThisUser().Socket(site), limits);
    }

    public string Description { get; }

    public Task OpenAsync(CancellationToken cancellationToken) => connection.OpenAsync(cancellationToken);

    public async Task<int> RunAsync(string command, CommandStreams streams, CancellationToken cancellationToken)
    {
        using var process = ChildProcess.Start("ssh", [.. connection.Shared, "-T", "--", host, command]);
        try
        {
            var words = new StringBuilder();
            var output = CopyAsync(process.StandardOutput.BaseStream, streams.Output, cancellationToken);
            var error = CopyAsync(process.StandardError.BaseStream, Complain, cancellationToken);
            var feed = FeedAsync(process.StandardInput.BaseStream, streams, cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            await Task.WhenAll(output, error, feed);
            return process.ExitCode == ConnectionFailed
                ? throw new ConnectionLostException(SshFailure.LastLine($"{words}"))
                : process.ExitCode;

            void Complain(ReadOnlySpan<byte> bytes)
            {
                words.Append(Encoding.UTF8.GetString(bytes));
                streams.Error(bytes);
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static async Task CopyAsync(Stream from, Action<ReadOnlySpan<byte>> to, CancellationToken cancellationToken)
    {
        var buffer = new byte[1 << 16];
        while (await from.ReadAsync(buffer, cancellationToken) is > 0 and var read)
            to(buffer.AsSpan(0, read));
    }

    private static async Task FeedAsync(Stream input, CommandStreams streams, CancellationToken cancellationToken)
    {
        try
        {
            await streams.Feed(input, cancellationToken);
            input.Close();
        }
        catch (IOException)
        {
            // The command left before reading all of its input; its exit code says whether that matters.
        }
    }
}
