using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>
/// One connection to a host for all commands of this user: a master process of ssh's, which stays a minute after the last of
/// them, so the next invocation finds it. It is started apart from any command, so that it holds nobody's pipes.
/// </summary>
internal sealed class SshConnection(SlurmSite site, string name, string socket)
{
    private const int PersistSeconds = 60;

    /// <summary>For the master to connect and to log in, and for others to do so before us.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly IReadOnlyList<string> options = SshOptions.Of(site, socket);

    /// <summary>What ssh and sftp need to use the connection. They make one of their own when the host allows no more sessions on this one.</summary>
    public IReadOnlyList<string> Shared => [.. options, "-o", "ControlMaster=no"];

    /// <summary>Makes sure that it is there.</summary>
    /// <exception cref="ConnectionLostException">The host cannot be reached.</exception>
    /// <exception cref="FairleadException">The host is not trusted, or does not let us in.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            if (await IsOpenAsync(limit.Token))
                return;
            await using var turn = await TakeTurnAsync(limit.Token);
            if (!await IsOpenAsync(limit.Token))
                await StartMasterAsync(limit.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectionLostException($"cannot reach {name}: no connection within {Limit.TotalSeconds} s", "is the host up, and does it answer?", exception);
        }
    }

    private async Task<bool> IsOpenAsync(CancellationToken cancellationToken) =>
        File.Exists(socket) && (await ChildProcess.RunAsync("ssh", [.. options, "-O", "check", "--", site.Host!], cancellationToken: cancellationToken)).Succeeded;

    private async Task<FileStream> TakeTurnAsync(CancellationToken cancellationToken)
    {
        for (var pause = FileLock.NextPause(TimeSpan.Zero); ; pause = FileLock.NextPause(pause))
        {
            if (FileLock.TryExclusive($"{socket}.lock") is { } turn)
                return turn;
            await Task.Delay(pause, cancellationToken);
        }
    }

    private async Task StartMasterAsync(CancellationToken cancellationToken)
    {
        var log = $"{socket}.log";
        File.Delete(log);
        using var process = ChildProcess.Start("ssh", [.. options, "-o", "ControlMaster=auto", "-o", $"ControlPersist={PersistSeconds}", "-N", "-T", "-E", log, "--", site.Host!]);
        try
        {
            // Its streams are not read to their end: the master of an old ssh, and a proxy command, keep them open.
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw SshFailure.Explain(site, name, File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        finally
        {
            File.Delete(log);
        }
    }
}
