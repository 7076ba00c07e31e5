using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud;

/// <summary>Brings a run's output: from the volume itself where this machine has it, else through the platform's API.</summary>
internal static class CloudCollect
{
    /// <returns>Null; or where the output is and why it stays there.</returns>
    /// <exception cref="Primitives.FairleadException">There is no output, or what the platform lists cannot be written here.</exception>
    public static async Task<string?> CollectAsync(Run run, ICloud cloud, CancellationToken cancellationToken)
    {
        // Only a submission that was kept from happening has no output, and nothing is missing.
        if (run.Final?.State == RunState.Cancelled && run.BackendId is null or CloudMarks.NoJob)
            return null;
        var volume = new VolumeRun(cloud.HomeOf(run), run.Id);
        if (Directory.Exists(volume.Layout.Output))
            await OutputFolder.FillAsync(run, target => Task.Run(() => FolderCopy.Copy(volume.Layout.Output, target), cancellationToken));
        else if (cloud.DownloadOf(run) is { } download)
            await OutputFolder.FillAsync(run, target => download(VolumeRun.OutputOf(run.Id), target, cancellationToken));
        else
            return $"the output is on the volume, in {volume.Layout.Output}, which this machine does not have: mount the volume here, or copy it from a pod";
        return null;
    }
}
