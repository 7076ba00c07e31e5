using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Remote;

/// <summary>
/// One connection of OpenSSH's to a host for all commands of this user: a master process, which stays a minute after the last of
/// them, so the next invocation finds it. It is started apart from any command, so that it holds nobody's pipes.
/// </summary>
/// <param name="socket">Null: the user has a master of their own.</param>
internal sealed class SshConnection(SlurmSite site, string? socket, SshLimits limits)
{
    private const int PersistSeconds = 60;
    private static readonly TimeSpan PatienceWithOthers = TimeSpan.FromMinutes(10);
    private readonly IReadOnlyList<string> options = SshOptions.Of(site, socket, limits);

    /// <summary>What ssh needs to use the connection. It makes one of its own when the host allows no more sessions on this one.</summary>
    public IReadOnlyList<string> Shared => [.. options, "-o", "ControlMaster=no"];

    /// <summary>Makes sure that it is there.</summary>
    /// <exception cref="ConnectionLostException">The host cannot be reached.</exception>
    /// <exception cref="FairleadException">The host is not trusted, or does not let us in.</exception>
    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (socket is null || await IsOpenAsync(socket, cancellationToken))
            return;
        await using var turn = await TakeTurnAsync(socket, cancellationToken);
        if (!await IsOpenAsync(socket, cancellationToken))
            await StartMasterAsync($"{socket}.log", cancellationToken);
    }

    private async Task<bool> IsOpenAsync(string path, CancellationToken cancellationToken) =>
        File.Exists(path) && (await ChildProcess.RunAsync("ssh", [.. options, "-O", "check", "--", site.Host!], cancellationToken: cancellationToken)).Succeeded;

    // Whoever has the turn gives up on its master long before.
    private static Task<FileStream> TakeTurnAsync(string path, CancellationToken cancellationToken) => FileLock.ExclusiveAsync(
        $"{path}.lock",
        PatienceWithOthers,
        () => new FairleadException(ExitCode.Unclear, $"another command has been connecting for {PatienceWithOthers.TotalMinutes} minutes (lock {path}.lock)", "end it; then run the same command again"),
        TimeProvider.System,
        cancellationToken);

    private async Task StartMasterAsync(string log, CancellationToken cancellationToken)
    {
        File.Delete(log);
        using var process = ChildProcess.Start("ssh", [.. options, "-o", "ControlMaster=auto", "-o", $"ControlPersist={PersistSeconds}", "-N", "-T", "-E", log, "--", site.Host!]);
        try
        {
            // Its streams are not read to their end: the master of an old ssh, and a proxy command, keep them open.
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw SshFailure.Explain(site, File.Exists(log) ? await File.ReadAllTextAsync(log, cancellationToken) : "");
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
