namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Keeps the last lines of each source, in the order in which they came.</summary>
internal sealed class LastLines(int count)
{
    private readonly Dictionary<string, Queue<(long Place, PodLine Line)>> kept = [];
    private long place;

    public void Add(PodLine line)
    {
        if (!kept.TryGetValue(line.Source, out var lines))
            kept[line.Source] = lines = new Queue<(long, PodLine)>();
        lines.Enqueue((place++, line));
        if (lines.Count > count)
            lines.Dequeue();
    }

    public IEnumerable<PodLine> InOrder() => kept.Values.SelectMany(lines => lines).OrderBy(line => line.Place).Select(line => line.Line);
}
