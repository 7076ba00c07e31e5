using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Turns what the system says of an image cache into what the user can do about it.</summary>
internal static class StoreFault
{
    public static bool Concerns(string root, Exception exception) =>
        DiskFault.IsFull(exception) || DiskFault.IsUnwritable(exception) || (exception is IOException && File.Exists(root));

    public static FairleadException Of(string root, Exception exception) => DiskFault.IsFull(exception)
        ? FairleadException.Stage($"no space left in the image cache {root}: {exception.Message}", "free some space, run --target=CachePrune, or set --cache-root=DIR to a larger disk", exception)
        : FairleadException.Usage($"expected an image cache that can be written, found {root}: {exception.Message}", "set --cache-root=DIR to a folder of yours, or give yourself write permission on this one", exception);
}
