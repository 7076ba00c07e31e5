using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>A run's logs and how far each has been read.</summary>
/// <param name="starts">Where to begin, for those that are not read from their beginning.</param>
internal sealed class OpenLogs(ImmutableDictionary<string, long> starts, LogQuery query)
{
    private readonly int? member = query.Member;
    private readonly Dictionary<string, Queue<LogLine>> held = [];
    private int? tail = query.Tail;
    private readonly Dictionary<string, long> offsets = new(starts);
    private readonly SortedDictionary<string, LineSplitter> logs = new(StringComparer.Ordinal);

    /// <summary>Nothing has been written yet.</summary>
    public bool AreEmpty => offsets.Values.All(offset => offset == 0);

    /// <summary>The input of <c>log-read.sh</c>.</summary>
    public string ReadTo => string.Concat(offsets.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key}\n")));

    /// <summary>The lines that the news complete; of what is there at first only the last of each log, where so many were asked for.</summary>
    public IEnumerable<LogLine> Add(LogNews news)
    {
        var lines = news.Blocks.SelectMany(Add);
        return tail is { } count ? Last(count, news.HasMore || query.Follow ? lines : lines.Concat(Rest()), news.HasMore) : lines;
    }

    /// <summary>Last lines without a line feed.</summary>
    public IEnumerable<LogLine> Rest() =>
        from log in logs
        where IsWanted(log.Key)
        let rest = log.Value.Rest()
        where rest is not null
        select new LogLine(LogName.Of(log.Key).Source, rest.Value);

    /// <exception cref="FairleadException">There is no log of the member that was asked for.</exception>
    public void RequireMember()
    {
        if (member is null || logs.Keys.Any(IsWanted))
            return;
        var found = logs.Keys.Select(log => LogName.Of(log).Member).OfType<int>().Distinct().Count();
        throw FairleadException.Usage($"--rank={member}: expected a rank of this run, found {(found == 0 ? "no log yet" : $"logs of {found}, counted from 0")}");
    }

    // A window that begins so many line feeds from the end may hold more lines: a carriage return ends one too.
    private List<LogLine> Last(int count, IEnumerable<LogLine> lines, bool hasMore)
    {
        foreach (var line in lines)
        {
            if (!held.TryGetValue(line.Source, out var last))
                held[line.Source] = last = new Queue<LogLine>();
            last.Enqueue(line);
            if (last.Count > count)
                last.Dequeue();
        }

        if (hasMore)
            return [];
        tail = null;
        return [.. held.Values.SelectMany(last => last)];
    }

    private IEnumerable<LogLine> Add(LogBlock block)
    {
        if (!logs.TryGetValue(block.Log, out var lines))
            logs[block.Log] = lines = new LineSplitter();
        offsets[block.Log] = block.Offset + block.Bytes.Length;
        var source = LogName.Of(block.Log).Source;
        return lines.Add(block.Bytes).Where(_ => IsWanted(block.Log)).Select(line => new LogLine(source, line));
    }

    private bool IsWanted(string log) => member is null || LogName.Of(log).Member == member;
}
