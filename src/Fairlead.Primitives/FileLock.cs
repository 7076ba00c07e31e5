namespace Fairlead.Primitives;

/// <summary>Advisory locks on files (<c>flock(2)</c> on Unix, by way of FileShare). The kernel lets go of them when their process ends, however it ends.</summary>
public static class FileLock
{
    // The runtime hands errno through as HResult (errno.h; winerror.h on Windows).
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(100);

    /// <summary>Null while another holds it.</summary>
    public static FileStream? TryExclusive(string path) => TryOpen(path, FileShare.None);

    /// <summary>Null while another holds it exclusively.</summary>
    public static FileStream? TryShared(string path) => TryOpen(path, FileShare.ReadWrite);

    /// <summary>Waits while another holds it, for as long as <paramref name="patience"/>.</summary>
    /// <param name="givingUp">What to throw then.</param>
    public static Task<FileStream> ExclusiveAsync(string path, TimeSpan patience, Func<FairleadException> givingUp, TimeProvider time, CancellationToken cancellationToken) =>
        new Poll(FirstPause, LongestPause, patience).UntilAsync(() => Task.FromResult(TryExclusive(path)), held => held is not null, _ => givingUp(), time, cancellationToken)!;

    /// <summary>The pause before the next attempt: short at first, then a tenth of a second, which nobody notices behind the work they wait for.</summary>
    public static TimeSpan NextPause(TimeSpan last) =>
        Pauses.After(last, FirstPause, LongestPause);

    private static FileStream? TryOpen(string path, FileShare share)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, share, bufferSize: 0);
        }
        catch (IOException exception) when (exception.HResult is WouldBlock or WouldBlockOnMac or SharingViolation)
        {
            return null;
        }
    }
}
