namespace Fairlead.Emulators.Pods;

/// <summary>The output of a pod: one file for both streams, and the moment of every line.</summary>
/// <remarks>A line is stored when it is complete, or grown to 16 KiB, or the stream ends, as containerd stores it.</remarks>
public sealed class PodLog(string path, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly List<Line> lines = [];
    private TaskCompletionSource news = New();
    private long length;
    private FileStream? file;

    public string Path { get; } = path;

    /// <summary>No more will come.</summary>
    public bool Ended { get; private set; }

    internal void Append(ReadOnlySpan<byte> line)
    {
        lock (gate)
        {
            if (Ended)
                return; // a process that escaped from its pod still writes
            file ??= new FileStream(Path, FileMode.Create, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            file.Write(line);
            lines.Add(new Line(length, line.Length, time.GetUtcNow()));
            length += line.Length;
            Announce();
        }
    }

    internal void End()
    {
        lock (gate)
        {
            Ended = true;
            file?.Dispose();
            Announce();
        }
    }

    /// <summary>The lines from a number on, whether they are the last, and what completes when there is more.</summary>
    internal (IReadOnlyList<Line> Lines, bool Ended, Task News) From(int number)
    {
        lock (gate)
            return (lines[Math.Min(number, lines.Count)..], Ended, news.Task);
    }

    private void Announce()
    {
        news.SetResult();
        news = New();
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where a line is in the file, and when it was written.</summary>
    internal readonly record struct Line(long Offset, int Length, DateTimeOffset Time);
}
