using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace Fairlead.Runs.Logs;

/// <summary>Makes lines of the bytes of one log, in whatever pieces they come. A line feed ends a line, and so does a carriage return, by which a progress bar overwrites itself.</summary>
public sealed class LineSplitter
{
    /// <summary>In bytes; what a line has more is passed over.</summary>
    public const int Longest = 64 * 1024;

    private const byte Feed = (byte)'\n';
    private const byte Return = (byte)'\r';
    private static readonly string Mark = $" [fairlead: cut after {Longest / 1024} KiB]";
    private static readonly SearchValues<byte> Ends = SearchValues.Create(Feed, Return);

    private readonly List<byte> unfinished = [];
    private bool hasReturned;
    private bool isCut;

    /// <summary>The lines that these bytes complete.</summary>
    public IEnumerable<SplitLine> Add(ReadOnlyMemory<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            // What a carriage return means shows with the byte after it: before a line feed it says nothing.
            if (hasReturned && !Ends.Contains(bytes.Span[0]) && Take(isOverwritten: true) is { } state)
                yield return state;
            var end = bytes.Span.IndexOfAny(Ends);
            if (Keep(bytes.Span[..(end < 0 ? bytes.Length : end)]) is { } beginning)
                yield return beginning;
            if (end < 0)
                yield break;
            hasReturned = bytes.Span[end] == Return;
            if (!hasReturned && Take(isOverwritten: false) is { } line)
                yield return line;
            bytes = bytes[(end + 1)..];
        }
    }

    /// <summary>A last line without an end; null when there is none.</summary>
    public SplitLine? Rest() => unfinished.Count > 0 ? Take(isOverwritten: false) : null;

    private SplitLine? Keep(ReadOnlySpan<byte> text)
    {
        if (isCut)
            return null;
        var room = Longest - unfinished.Count;
        unfinished.AddRange(text[..Math.Min(room, text.Length)]);
        isCut = text.Length > room;
        return isCut ? new SplitLine(Text() + Mark, IsOverwritten: false) : null;
    }

    // The beginning of a line that was cut has been told already, and a bar's return at its own beginning ends nothing.
    private SplitLine? Take(bool isOverwritten)
    {
        SplitLine? line = isCut || (isOverwritten && unfinished.Count == 0) ? null : new SplitLine(Text(), isOverwritten);
        unfinished.Clear();
        (hasReturned, isCut) = (false, false);
        return line;
    }

    private string Text() => Encoding.UTF8.GetString(CollectionsMarshal.AsSpan(unfinished));
}

/// <summary>A line of a log.</summary>
/// <param name="IsOverwritten">It is a state of a progress bar that another has followed in its place.</param>
public readonly record struct SplitLine(string Text, bool IsOverwritten = false);
