using System.Text;

namespace Fairlead.Runs.Logs;

/// <summary>Makes lines of the bytes of one log, in whatever pieces they come.</summary>
public sealed class LineSplitter
{
    private readonly List<byte> unfinished = [];

    /// <summary>The lines that these bytes complete.</summary>
    public IEnumerable<string> Add(ReadOnlyMemory<byte> bytes)
    {
        for (int end; (end = bytes.Span.IndexOf((byte)'\n')) >= 0; bytes = bytes[(end + 1)..])
        {
            unfinished.AddRange(bytes.Span[..end]);
            yield return Take();
        }

        unfinished.AddRange(bytes.Span);
    }

    /// <summary>A last line without a line feed; null when there is none.</summary>
    public string? Rest() => unfinished.Count > 0 ? Take() : null;

    private string Take()
    {
        var line = Encoding.UTF8.GetString([.. unfinished]);
        unfinished.Clear();
        return line.TrimEnd('\r');
    }
}
