using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Stages.Store;

/// <summary>Turns at things of a store, taken by creating a file that nobody else has created, on any file system and between hosts.</summary>
public sealed class LeaseFolder(StoreLayout layout, Writer writer, TimeProvider time)
{
    private const int FileExists = 17;
    private static readonly TimeSpan SilenceOfTheDead = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan LongestPauseHere = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <param name="patience">Infinite: for as long as the holder lives, since only it can say how long its work takes.</param>
    /// <param name="waiting">Called once if another holds it.</param>
    /// <exception cref="FairleadException">Another holds it, and lives, for longer than we wait.</exception>
    public async Task<Lease> TakeAsync(string name, TimeSpan patience, CancellationToken cancellationToken, Action? waiting = null)
    {
        var path = layout.LeaseOf(name);
        var began = time.GetTimestamp();
        var pause = TimeSpan.Zero;
        while (true)
        {
            var lease = TryCreate(path);
            if (lease is not null)
                return lease;
            if (TryReap(path))
                continue;
            if (pause == TimeSpan.Zero)
                waiting?.Invoke();
            if (patience != Timeout.InfiniteTimeSpan && time.GetElapsedTime(began) > patience)
                throw Busy(path, patience);
            pause = Pauses.After(pause, FirstPause, Sees(path) ? LongestPauseHere : LongestPause);
            await Task.Delay(pause, time, cancellationToken);
        }
    }

    /// <param name="name">Unique.</param>
    internal Lease TakeNew(string name) => TryCreate(layout.LeaseOf(name))!;

    /// <summary>The leases of the living by name; the others are removed.</summary>
    public IReadOnlyDictionary<string, LeaseHolder?> Live() =>
        Directory.EnumerateFiles(layout.Leases, $"*{StoreLayout.LeaseSuffix}")
            .Where(path => !TryReap(path))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), Read);

    private Lease? TryCreate(string path)
    {
        var holder = LeaseHolder.Of(writer, time.GetUtcNow()).ToJson();
        try
        {
            using var stream = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
            try
            {
                stream.Write(Encoding.UTF8.GetBytes(holder));
            }
            catch
            {
                File.Delete(path);
                throw;
            }

            return new Lease(path, holder, time);
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

    private bool Sees(string path) => Read(path) is { } holder && writer.Sees(holder.Space);

    // A holder in sight lives as long as its process does, even if it is suspended; of others only their beat is known.
    private bool IsStale(string path) => Read(path) is { } holder && writer.Sees(holder.Space)
        ? writer.SeesGone(holder.Space, holder.Pid, holder.Started)
        : new FileInfo(path) is { Exists: true } file && file.LastWriteTimeUtc + SilenceOfTheDead < FileSystemClock.Now(layout.Temporary);

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
