using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Runs.Folder;

/// <summary>A run's output on this machine, where it did not come to be. It is there whole or not at all, and brought once.</summary>
public static class OutputFolder
{
    /// <param name="fill">Writes the output into an empty folder.</param>
    public static async Task FillAsync(Run run, Func<string, Task> fill)
    {
        if (Directory.Exists(run.OutputDirectory) && Directory.EnumerateFileSystemEntries(run.OutputDirectory).Any())
            return;
        var unfinished = AtomicFile.TemporaryFor(run.OutputDirectory);
        Directory.CreateDirectory(unfinished);
        try
        {
            await fill(unfinished);
            Publish(unfinished, run.OutputDirectory);
        }
        finally
        {
            if (Directory.Exists(unfinished))
                Directory.Delete(unfinished, recursive: true);
        }
    }

    private static void Publish(string unfinished, string output)
    {
        try
        {
            if (Directory.Exists(output))
                Directory.Delete(output);
            Directory.Move(unfinished, output);
        }
        catch (IOException) when (Directory.Exists(output))
        {
            // Another launcher was faster; it brought the same.
        }
    }
}
