using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Turns what the system says of a store into what the user can do about it.</summary>
public static class StoreFault
{
    /// <exception cref="FairleadException">The root is read-only, or no folder.</exception>
    public static T Writing<T>(StoreLayout layout, Func<T> operation)
    {
        try
        {
            return operation();
        }
        catch (Exception exception) when (IsUnwritable(layout, exception))
        {
            throw Unwritable(layout, exception);
        }
    }

    public static void Writing(StoreLayout layout, Action operation) => Writing(layout, () =>
    {
        operation();
        return true;
    });

    public static bool IsUnwritable(StoreLayout layout, Exception exception) =>
        DiskFault.IsUnwritable(exception) || (exception is IOException && File.Exists(layout.Root));

    public static FairleadException Unwritable(StoreLayout layout, Exception exception) => FairleadException.Usage(
        $"expected the {layout.Name} to be a folder that can be written, found {layout.Root}: {exception.Message}",
        "set --cache-root=DIR to a folder of yours, or give yourself write permission on this one",
        exception);

    /// <param name="need">What it was needed for, and how much of it.</param>
    public static FairleadException Full(StoreLayout layout, Exception exception, string need = "") => FairleadException.Stage(
        $"no space left in the {layout.Name} {layout.Root}{need}: {new DriveInfo(layout.Root).AvailableFreeSpace} bytes are free ({exception.Message})",
        "free some space, run --target=CachePrune, or set --cache-root=DIR to a larger disk",
        exception);
}
