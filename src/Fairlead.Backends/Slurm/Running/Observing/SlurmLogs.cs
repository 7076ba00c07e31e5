using System.Runtime.CompilerServices;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Reads the logs of a run from where the last look ended, and follows them while the job lives.</summary>
public sealed class SlurmLogs(Func<SlurmSite, IRemoteHost> hosts, TimeProvider time)
{
    private const string SchedulerSource = "slurm";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.2);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    public IAsyncEnumerable<LogLine> ReadAsync(Run run, LogQuery query, CancellationToken cancellationToken) =>
        query.Follow ? FollowAsync(run, query, cancellationToken) : ReadOnceAsync(run, query, cancellationToken);

    private async IAsyncEnumerable<LogLine> ReadOnceAsync(Run run, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new LogReader(RunSite.Of(run, hosts), query);
        var logs = await reader.OpenAsync(cancellationToken);
        for (var hasMore = true; hasMore;)
        {
            var news = await reader.ReadAsync(logs, cancellationToken);
            foreach (var line in logs.Add(news))
                yield return line;
            hasMore = news.HasMore;
        }

        foreach (var line in logs.Rest())
            yield return line;
        logs.RequireMember();
    }

    private async IAsyncEnumerable<LogLine> FollowAsync(Run run, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var states = new SlurmQuery(hosts);
        var watch = new JobWatch(async cancellation => (await states.QueryAsync([run], cancellation))[run.Id], time);
        var reader = new PatientLogReader(new LogReader(RunSite.Of(run, hosts), query), time);
        var pauses = new Pauses(FirstPause, LongestPause);
        var logs = await reader.OpenAsync(cancellationToken);
        for (var last = false; ;)
        {
            var news = await reader.ReadAsync(logs, cancellationToken);
            foreach (var line in logs.Add(news))
                yield return line;
            if (news.HasMore)
                continue;
            if (last)
                break;

            if (await watch.LookAsync(news.HasEnded, logs.AreEmpty, cancellationToken) is { } waiting)
                yield return new LogLine(SchedulerSource, waiting);
            last = watch.IsOver;
            if (!news.IsEmpty)
                pauses.Restart();
            if (!last)
                await Task.Delay(pauses.Next(), time, cancellationToken);
        }

        foreach (var line in logs.Rest())
            yield return line;
        logs.RequireMember();
    }
}
