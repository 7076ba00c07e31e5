using Fairlead.Primitives;

namespace Fairlead.Runs.Ledger;

/// <summary>One submitter at a time for each job name. The kernel releases the lock when its holder dies.</summary>
public sealed class RunLock : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);
    private readonly FileStream file;

    private RunLock(FileStream file) => this.file = file;

    /// <exception cref="FairleadException">Another launcher has held the lock for ten minutes: it hangs, or it uploads very slowly.</exception>
    public static async Task<RunLock> AcquireAsync(string path, TimeProvider time, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return new RunLock(await FileLock.ExclusiveAsync(path, Patience, Hanging, time, cancellationToken));

        FairleadException Hanging() => new(ExitCode.Unclear, $"another launcher has been submitting the same job for {Patience.TotalMinutes} minutes (lock {path})", "./build.sh --target=Runs");
    }

    public void Dispose() => file.Dispose();
}
