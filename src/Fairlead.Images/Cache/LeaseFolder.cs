using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Turns at things of the cache, taken by creating a file that nobody else has created, on any file system and between hosts.</summary>
internal sealed class LeaseFolder(StoreLayout layout, Writer writer, TimeProvider time)
{
    private const int FileExists = 17;
    private static readonly TimeSpan SilenceOfTheDead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <exception cref="FairleadException">Another holds it, and lives, for longer than we wait.</exception>
    public async Task<ImageLease> TakeAsync(string name, TimeSpan patience, CancellationToken cancellationToken)
    {
        var path = layout.LeaseOf(name);
        var began = time.GetTimestamp();
        var pauses = new Pauses(FirstPause, LongestPause);
        while (true)
        {
            if (TryCreate(path) is { } lease)
                return lease;
            if (TryReap(path))
                continue;
            if (time.GetElapsedTime(began) > patience)
                throw Busy(path, patience);
            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }

    /// <summary>The leases of the living by name; the others are removed.</summary>
    public IReadOnlyDictionary<string, LeaseHolder?> Live() =>
        Directory.EnumerateFiles(layout.Leases, $"*{StoreLayout.LeaseSuffix}")
            .Where(path => !TryReap(path))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), Read);

    private ImageLease? TryCreate(string path)
    {
        var holder = LeaseHolder.Of(writer, time.GetUtcNow()).ToJson();
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            try
            {
                stream.Write(System.Text.Encoding.UTF8.GetBytes(holder));
            }
            catch
            {
                File.Delete(path);
                throw;
            }

            return new ImageLease(path, holder, time);
        }
        catch (IOException exception) when (exception.HResult == FileExists)
        {
            return null;
        }
    }

    /// <summary>Two that see the same lease go stale must not both remove it: the second would remove the lease that the first has taken since.</summary>
    private bool TryReap(string path)
    {
        if (!IsStale(path))
            return false;
        using var alone = FileLock.TryExclusive(layout.Reaping);
        if (alone is null || !IsStale(path))
            return false;
        File.Delete(path);
        return true;
    }

    private bool IsStale(string path) =>
        Read(path) is { } holder && writer.SeesGone(holder.Space, holder.Pid, holder.Started)
        || new FileInfo(path) is { Exists: true } file && file.LastWriteTimeUtc + SilenceOfTheDead < FileSystemClock.Now(layout.Temporary, writer);

    private static LeaseHolder? Read(string path)
    {
        try
        {
            return LeaseHolder.Parse(File.ReadAllText(path));
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    private static FairleadException Busy(string path, TimeSpan patience) => FairleadException.Stage(
        $"waited {patience.TotalMinutes} minutes in vain for {path}, held by {(Read(path) is { } holder ? $"process {holder.Pid} on {holder.Host}" : "a process unknown")}",
        "look at that process; its lease goes with it");
}
