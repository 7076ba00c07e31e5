using System.Globalization;
using System.Text;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>The answer of <c>log-read.sh</c>.</summary>
/// <param name="HasEnded">The job had left its exit record before the logs were read.</param>
/// <param name="HasMore">There was more than one answer carries.</param>
internal sealed record LogNews(bool HasEnded, bool HasMore, IReadOnlyList<LogBlock> Blocks)
{
    public bool IsEmpty => Blocks.All(block => block.Bytes.IsEmpty);

    /// <summary>Null when the answer is not whole.</summary>
    public static LogNews? Parse(ReadOnlyMemory<byte> output)
    {
        var ended = TakeLine(ref output) == "ended";
        var blocks = new List<LogBlock>();
        while (TakeLine(ref output) is { } line)
        {
            switch (line.Split(' ', 3))
            {
                case ["end"]:
                    return new LogNews(ended, HasMore: false, blocks);
                case ["more"]:
                    return new LogNews(ended, HasMore: true, blocks);
                case [var offset, var size, var log] when int.Parse(size, CultureInfo.InvariantCulture) is var count && count <= output.Length:
                    blocks.Add(new LogBlock(log, long.Parse(offset, CultureInfo.InvariantCulture), output[..count]));
                    output = output[count..];
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    private static string? TakeLine(ref ReadOnlyMemory<byte> output)
    {
        var end = output.Span.IndexOf((byte)'\n');
        if (end < 0)
            return null;
        var line = Encoding.UTF8.GetString(output.Span[..end]);
        output = output[(end + 1)..];
        return line;
    }
}
