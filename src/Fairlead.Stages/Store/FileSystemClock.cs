namespace Fairlead.Stages.Store;

/// <summary>The time by which a file system stamps its files: that of its server, which need not be ours.</summary>
internal static class FileSystemClock
{
    public static DateTime Now(string folder)
    {
        var path = Path.Combine(folder, $"{Guid.NewGuid():N}");
        try
        {
            File.WriteAllText(path, "now");
            return File.GetLastWriteTimeUtc(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
