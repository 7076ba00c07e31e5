using System.Globalization;
using System.Text;

namespace Fairlead.Executors.Local;

/// <summary>One member's log file and how far it has been read.</summary>
internal sealed class LogFile(string path, string source, long start)
{
    private const int BlockSize = 64 * 1024;
    private readonly List<byte> unfinished = [];
    private long offset = start;

    public string Source => source;

    /// <summary><c>logs/rank-3.log</c> is <c>rank 3</c>, member 3.</summary>
    public static (string Source, int Member) Identify(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var dash = name.LastIndexOf('-');
        return (name.Replace('-', ' '), int.Parse(name[(dash + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>The lines completed since the last call; at the end also a last line without a line feed.</summary>
    public IEnumerable<string> ReadLines(bool includeUnfinished)
    {
        using var stream = Open(path);
        stream.Position = offset;
        var block = new byte[BlockSize];
        for (int count; (count = stream.Read(block)) > 0;)
        {
            offset += count;
            var from = 0;
            for (int end; (end = Array.IndexOf(block, (byte)'\n', from, count - from)) >= 0; from = end + 1)
            {
                unfinished.AddRange(block.AsSpan(from, end - from));
                yield return Take();
            }

            unfinished.AddRange(block.AsSpan(from, count - from));
        }

        if (includeUnfinished && unfinished.Count > 0)
            yield return Take();
    }

    /// <summary>Where the last <paramref name="lines"/> lines begin, found from the end.</summary>
    public static long OffsetOfLast(string path, int lines)
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
                if (block[i] == '\n' && !endsFile && ++found == lines)
                    return begin + i + 1;
            }

            end = begin;
        }

        return lines == 0 ? stream.Length : 0;
    }

    private string Take()
    {
        var line = Encoding.UTF8.GetString([.. unfinished]);
        unfinished.Clear();
        return line.TrimEnd('\r');
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
}
