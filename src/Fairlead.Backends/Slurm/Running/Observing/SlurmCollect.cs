using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Brings a run's output to this machine, once and whole.</summary>
public sealed class SlurmCollect(Func<SlurmSite, IRemoteHost> hosts)
{
    private static readonly RemoteScript Output = new("output.sh", Repeatable: true);

    public async Task CollectAsync(Run run, CancellationToken cancellationToken)
    {
        // Only a submission that was kept from happening has no output, and nothing is missing.
        if (run.Final?.State == RunState.Cancelled && !RunSite.HasJob(run))
            return;
        var site = RunSite.Of(run, hosts);
        await OutputFolder.FillAsync(run, async target => await site.Host.DownloadAsync(await FindAsync(site, cancellationToken), target, cancellationToken));
    }

    private static async Task<string> FindAsync(RunSite site, CancellationToken cancellationToken)
    {
        var result = await site.Host.RunAsync(Output, [site.Directory], ReadOnlyMemory<byte>.Empty, cancellationToken);
        return result.Succeeded
            ? result.Text.TrimEnd('\n')
            : throw FairleadException.Stage($"expected the output of run {site.Run.Id} in {site.Directory}/output on {site.Host.Name}, found: {result.Error.Trim()}", "submit again with --resubmit");
    }
}
