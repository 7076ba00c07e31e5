using Fairlead.Primitives;

namespace Fairlead.Stages.Caching;

/// <summary>Turns what the system says of a cache folder into what the user can do about it.</summary>
internal static class CacheFault
{
    /// <summary>A cache root that is read-only, or no folder, as an error that says what to set.</summary>
    public static T Writing<T>(string root, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (DiskFault.IsUnwritable(exception) || (exception is IOException && File.Exists(root)))
        {
            throw FairleadException.Usage(
                $"expected a stage cache that can be written, found {root}: {exception.Message}",
                "set --cache-root=DIR to a folder of yours, or give yourself write permission on this one",
                exception);
        }
    }

    public static void Writing(string root, Action operation) => Writing(root, () =>
    {
        operation();
        return true;
    });

    /// <param name="bytesNeeded">What was to be written in all, as far as known.</param>
    public static FairleadException Full(string root, string stage, long bytesNeeded, Exception exception)
    {
        var free = new DriveInfo(root).AvailableFreeSpace;
        return FairleadException.Stage(
            $"no space left for stage '{stage}': it needs at least {bytesNeeded} bytes, the stage cache {root} has {free} free ({exception.Message})",
            "free some space, run --target=CachePrune, or set --cache-root=DIR to a larger disk",
            exception);
    }
}
