using Fairlead.Runs.Logs;

namespace Fairlead.Runs.Folder;

/// <summary>One member's log file and how far it has been read.</summary>
/// <param name="tail">Of what is there at first, only the last lines; null: all.</param>
public sealed class LogFile(string path, string source, long start, int? tail)
{
    private const int BlockSize = 64 * 1024;
    private readonly LineSplitter lines = new();
    private long offset = start;
    private int? tail = tail;

    public string Source => source;

    /// <summary>The lines completed since the last call; at the end also a last line without a line feed.</summary>
    public IEnumerable<SplitLine> ReadLines(bool includeUnfinished)
    {
        var (lines, first) = (ReadOn(includeUnfinished), tail);
        tail = null;
        return first is { } count ? lines.TakeLast(count) : lines;
    }

    /// <summary>Where the last <paramref name="count"/> lines begin, found from the end. A progress bar counts as the one line that it is in the file.</summary>
    public static long OffsetOfLast(string path, int count)
    {
        using var stream = Open(path);
        var block = new byte[BlockSize];
        var found = 0;
        for (var end = stream.Length; end > 0;)
        {
            var size = (int)Math.Min(BlockSize, end);
            var begin = end - size;
            stream.Position = begin;
            stream.ReadExactly(block, 0, size);
            for (var i = size - 1; i >= 0; i--)
            {
                var endsFile = begin + i == stream.Length - 1;
                if (block[i] == '\n' && !endsFile && ++found == count)
                    return begin + i + 1;
            }

            end = begin;
        }

        return count == 0 ? stream.Length : 0;
    }

    private IEnumerable<SplitLine> ReadOn(bool includeUnfinished)
    {
        using var stream = Open(path);
        stream.Position = offset;
        var block = new byte[BlockSize];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            offset += count;
            foreach (var line in lines.Add(block.AsMemory(0, count)))
                yield return line;
        }

        if (includeUnfinished && lines.Rest() is { } rest)
            yield return rest;
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
