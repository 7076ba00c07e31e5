using Fairlead.Primitives;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>Brings the output of a run that another ledger started. A run's own containers write where its output is kept.</summary>
internal static class DockerCollect
{
    public static async Task CollectAsync(Run run, CancellationToken cancellationToken)
    {
        var (own, home) = (DockerRunDirectory.Own(run), DockerRunDirectory.Of(run));
        if (own != home)
            await OutputFolder.FillAsync(run, target => Task.Run(() => FolderCopy.Copy(home.Layout.Output, target), cancellationToken));
    }
}
