namespace Fairlead.Primitives;

/// <summary>Tells why the system would not write.</summary>
public static class DiskFault
{
    // The runtime hands errno through as HResult (errno.h; winerror.h on Windows).
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int DiskFull = unchecked((int)0x80070070);
    private const int ReadOnlyFileSystem = 30;

    public static bool IsFull(Exception exception) =>
        exception is IOException && exception.HResult is NoSpace or QuotaExceeded or DiskFull;

    public static bool IsUnwritable(Exception exception) =>
        exception is UnauthorizedAccessException || (exception is IOException && exception.HResult == ReadOnlyFileSystem);
}
