using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>Brings a run's output from the volume, where this machine has it.</summary>
internal static class DgxCloudCollect
{
    /// <returns>Null; or where the output is and why it stays there.</returns>
    public static string? Collect(Run run)
    {
        // Only a submission that was kept from happening has no output, and nothing is missing.
        if (Directory.Exists(run.OutputDirectory) || (run.Final?.State == RunState.Cancelled && run.BackendId is null or CloudMarks.NoJob))
            return null;
        var volume = new VolumeRun(RunAiApis.SiteOf(run).Home, run.Id);
        if (!Directory.Exists(volume.Layout.Output))
            return $"the output is on the volume, in {volume.Layout.Output}, which this machine does not have: mount the volume here, or copy it from a pod";
        var incoming = AtomicFile.TemporaryFor(run.OutputDirectory);
        Directory.CreateDirectory(incoming);
        try
        {
            FolderCopy.Copy(volume.Layout.Output, incoming);
            Directory.Move(incoming, run.OutputDirectory);
        }
        catch
        {
            Directory.Delete(incoming, recursive: true);
            throw;
        }

        return null;
    }
}
