using Fairlead.Primitives;

namespace Fairlead.Runs.Logs;

/// <summary>Asks the backend now and then whether a followed job is over: a job that was killed cannot say so itself.</summary>
public sealed class JobWatch(Func<CancellationToken, Task<RunStatus>> ask, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    // Between a job's own record of its end and the backend's word lie a cluster's epilogue and accounting, or a container's removal.
    private readonly Pauses whileEnding = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(5));
    private long? asked;
    private long? unknownSince;
    private TimeSpan wait = TimeSpan.Zero;
    private string told = "";

    /// <summary>The backend says that it is over, or it has not known for minutes what has become of the job.</summary>
    public bool IsOver { get; private set; }

    /// <param name="hasEnded">The job has left its exit record.</param>
    /// <param name="isSilent">There is nothing to show yet: say why.</param>
    /// <returns>Why the job waits, when that is news.</returns>
    public async Task<string?> LookAsync(bool hasEnded, bool isSilent, CancellationToken cancellationToken)
    {
        asked ??= isSilent || hasEnded ? null : time.GetTimestamp();
        if (asked is { } before && time.GetElapsedTime(before) < (hasEnded ? wait : Interval))
            return null;
        wait = hasEnded ? whileEnding.Next() : TimeSpan.Zero;
        var status = await ask(cancellationToken);
        asked = time.GetTimestamp();
        unknownSince = status.State == RunState.Unknown ? unknownSince ?? asked : null;
        IsOver = status.IsFinal || (unknownSince is { } since && time.GetElapsedTime(since) > Patience);
        return News(status);
    }

    private string? News(RunStatus status)
    {
        var news = status.State is RunState.Queued or RunState.Unknown ? $"{status.State.Name()}: {(status.Reason.Length > 0 ? status.Reason : status.BackendWord)}" : "";
        if (news == told)
            return null;
        told = news;
        return news.Length > 0 ? news : null;
    }
}
