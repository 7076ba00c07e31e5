using System.Runtime.CompilerServices;
using Fairlead.Primitives;
using Fairlead.Runs.Logs;

namespace Fairlead.Runs.Folder;

/// <summary>Reads the log files of a run's members in a run folder of this machine, and follows them while the job lives.</summary>
public sealed class RunFolderLogs(RunFolder directory, TimeProvider time)
{
    // Growth of a file is not announced on every file system; ten looks a second cost nothing and feel immediate.
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(100);

    /// <summary>Of a job whose end its backend tells.</summary>
    /// <param name="hasNews">The job's own folder says that its end is near.</param>
    public IAsyncEnumerable<LogLine> ReadAsync(LogQuery query, JobWatch watch, Func<bool> hasNews, CancellationToken cancellationToken)
    {
        return ReadAsync(query, HasEndedAsync, cancellationToken);

        async ValueTask<bool> HasEndedAsync(CancellationToken token)
        {
            await watch.LookAsync(hasNews(), isSilent: false, token);
            return watch.IsOver;
        }
    }

    public async IAsyncEnumerable<LogLine> ReadAsync(
        LogQuery query,
        Func<CancellationToken, ValueTask<bool>> hasEnded,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var followers = new SortedDictionary<(int Member, string Path), LogFile>();
        for (var ended = false; ;)
        {
            // Asked before reading: what was written until the end is then read after it.
            ended = !query.Follow || await hasEnded(cancellationToken);
            Open(followers, query);
            foreach (var file in followers.Values)
            {
                foreach (var line in file.ReadLines(includeUnfinished: ended))
                    yield return new LogLine(file.Source, line);
            }

            if (ended)
            {
                Require(query.Member, followers.Count);
                yield break;
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }

    private void Require(int? member, int opened)
    {
        if (member is not { } wanted || opened > 0)
            return;
        var found = Directory.Exists(directory.Logs) ? Directory.GetFiles(directory.Logs, "*.log").Length : 0;
        throw FairleadException.Usage($"--rank={wanted}: expected a rank of this run, found {(found == 0 ? "no log yet" : $"logs of {found}, counted from 0")}");
    }

    private void Open(SortedDictionary<(int Member, string Path), LogFile> files, LogQuery query)
    {
        if (!Directory.Exists(directory.Logs))
            return;
        foreach (var path in Directory.EnumerateFiles(directory.Logs, "*.log"))
        {
            if (LogName.Of(path) is { Source: var source, Member: { } member } && !files.ContainsKey((member, path)) && (query.Member ?? member) == member)
                files[(member, path)] = new LogFile(path, source, StartOf(path, query), query.Tail);
        }

        // After the members: it is why they ended, or never began.
        foreach (var path in query.Member is null ? directory.Launchers.Spoken : [])
        {
            if (!files.ContainsKey((int.MaxValue, path)))
                files[(int.MaxValue, path)] = new LogFile(path, LogName.Of(path).Source, StartOf(path, query), query.Tail);
        }
    }

    private long StartOf(string path, LogQuery query)
    {
        var since = query.Since is { } moment ? LogTimes.OffsetAt(Path.Combine(directory.Logs, "times.txt"), Path.GetFileName(path), moment) : 0;
        return query.Tail is { } lines ? Math.Max(since, LogFile.OffsetOfLast(path, lines)) : since;
    }
}
