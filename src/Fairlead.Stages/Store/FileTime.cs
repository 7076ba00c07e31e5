using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>The time of a file's last write, which in a store is the time of its last use.</summary>
internal static class FileTime
{
    /// <returns>False when there is no such file.</returns>
    public static bool TryTouch(string path, DateTimeOffset now)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, now.UtcDateTime);
            return true;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (Exception exception) when (DiskFault.IsUnwritable(exception))
        {
            // Another user's, of which only the owner sets the time, or a store that others fill.
            return true;
        }
    }
}
