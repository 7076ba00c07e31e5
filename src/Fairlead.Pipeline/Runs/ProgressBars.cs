using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Pipeline.Runs;

/// <summary>Thins out the progress bars of a log for whoever watches it; in a file all stays.</summary>
internal sealed class ProgressBars(bool isWatched, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.5);
    private readonly Dictionary<string, long> shown = new(StringComparer.Ordinal);

    /// <summary>A run's log until its end, for whoever watches progress.</summary>
    public static IAsyncEnumerable<LogLine> FollowAsync(IExecutor executor, Run run, Terminal terminal, TimeProvider time, CancellationToken cancellationToken) =>
        executor.ReadLogsAsync(run, new LogQuery(Follow: true), cancellationToken).Where(new ProgressBars(terminal.IsProgressWatched, time).Shows);

    /// <summary>Of states that others overwrite, two a second of each member. The last state is overwritten by none.</summary>
    public bool Shows(LogLine line)
    {
        if (!isWatched || !line.IsOverwritten)
            return true;
        if (shown.TryGetValue(line.Source, out var last) && time.GetElapsedTime(last) < Interval)
            return false;
        shown[line.Source] = time.GetTimestamp();
        return true;
    }
}
