using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Takes damaged files out of use without destroying the evidence.</summary>
public sealed class QuarantineFolder(StoreLayout layout, Terminal terminal, TimeProvider time)
{
    /// <param name="fault">What is wrong, naming the file.</param>
    /// <param name="paths">All that has to go; some may be gone already.</param>
    /// <returns>The fault and what became of the files.</returns>
    public string Take(string fault, params ReadOnlySpan<string> paths)
    {
        var outcome = $"{fault}; {SetAside(paths)}";
        terminal.Progress($"warning: damaged {layout.Name}: {outcome}");
        return outcome;
    }

    private string SetAside(ReadOnlySpan<string> paths)
    {
        try
        {
            Directory.CreateDirectory(layout.Quarantine);
            foreach (var path in paths)
                Move(path);
            return $"set aside in {layout.Quarantine}";
        }
        catch (Exception exception) when (DiskFault.IsUnwritable(exception))
        {
            return $"it could not be set aside: {exception.Message}";
        }
    }

    private void Move(string path)
    {
        var target = Path.Combine(layout.Quarantine, $"{Path.GetFileName(path)}.bad");
        try
        {
            File.Move(path, target, overwrite: true);
            FileTime.TryTouch(target, time.GetUtcNow());
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // It was missing in the first place, or another process that found the same fault was faster.
        }
    }
}
