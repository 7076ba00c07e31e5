using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Takes damaged files out of use without destroying the evidence.</summary>
internal sealed class QuarantineFolder(CacheLayout layout, Terminal terminal, TimeProvider time)
{
    /// <param name="fault">What is wrong, naming the file.</param>
    /// <param name="paths">All that has to go; some may be gone already.</param>
    public void Take(string fault, params ReadOnlySpan<string> paths)
    {
        terminal.Progress($"warning: damaged stage cache: {fault}; it goes to {layout.Quarantine} and the stage runs again");
        Directory.CreateDirectory(layout.Quarantine);
        foreach (var path in paths)
            Move(path);
    }

    private void Move(string path)
    {
        var relative = Path.GetRelativePath(layout.Root, path).Replace(Path.DirectorySeparatorChar, '-');
        var target = Path.Combine(layout.Quarantine, $"{relative}-{Guid.NewGuid():N}");
        try
        {
            File.Move(path, target);
            File.SetLastWriteTimeUtc(target, time.GetUtcNow().UtcDateTime);
        }
        catch (FileNotFoundException)
        {
            // It was missing in the first place, or another process that found the same fault was faster.
        }
    }
}
