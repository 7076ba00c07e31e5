using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>Brings the output of a run that another ledger started. A run's own containers write where its output is kept.</summary>
internal static class DockerCollect
{
    public static void Collect(Run run)
    {
        var (own, home) = (DockerRunDirectory.Own(run), DockerRunDirectory.Of(run));
        if (own == home)
            return;
        var unfinished = AtomicFile.TemporaryFor(run.OutputDirectory);
        Directory.CreateDirectory(unfinished);
        try
        {
            FolderCopy.Copy(home.Layout.Output, unfinished);
            if (Directory.Exists(run.OutputDirectory))
                Directory.Delete(run.OutputDirectory, recursive: true);
            Directory.Move(unfinished, run.OutputDirectory);
        }
        catch
        {
            Directory.Delete(unfinished, recursive: true);
            throw;
        }
    }
}
