using System.Runtime.CompilerServices;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>A run's output, from where it can be had: the cluster's Kubernetes API, or the volume. Where there is neither, its states.</summary>
/// <param name="pods">Null: the cluster's API is not reached.</param>
/// <param name="home">The directory on the volume that runs live below.</param>
internal sealed class DgxCloudLogs(IPodLogs? pods, string home, Func<CancellationToken, Task<RunStatus>> ask, TimeProvider time)
{
    private const string Platform = "run:ai";
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public async IAsyncEnumerable<LogLine> ReadAsync(Run run, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in (await SourceAsync(run, query, cancellationToken)).WithCancellation(cancellationToken))
            yield return line;
    }

    // The pods of a workload that was stopped are gone, and their output with them.
    private async Task<IAsyncEnumerable<LogLine>> SourceAsync(Run run, LogQuery query, CancellationToken cancellationToken)
    {
        var volume = new VolumeRun(home, run.Id);
        if (pods is null)
            return ReadAsync(volume, "kube_apiserver_url is not set", query, cancellationToken);
        return (await ask(cancellationToken)).IsFinal && (await pods.ListAsync(cancellationToken)).Count == 0
            ? ReadAsync(volume, "the job's pods are gone", query, cancellationToken)
            : new PodLogReader(pods, Platform, ask, time).ReadAsync(query, cancellationToken);
    }

    // The first job of all makes the directory on the volume.
    private async IAsyncEnumerable<LogLine> ReadAsync(VolumeRun volume, string why, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!volume.IsHere)
        {
            await foreach (var line in TellStatesAsync(volume, why, query, cancellationToken))
                yield return line;
        }

        if (volume.IsHere)
        {
            await foreach (var line in ReadFilesAsync(volume, query, cancellationToken))
                yield return line;
        }
    }

    private IAsyncEnumerable<LogLine> ReadFilesAsync(VolumeRun volume, LogQuery query, CancellationToken cancellationToken)
    {
        var watch = new JobWatch(ask, time);
        return new LocalLogs(volume.Layout, time).ReadAsync(query, HasEndedAsync, cancellationToken);

        async ValueTask<bool> HasEndedAsync(CancellationToken token)
        {
            await watch.LookAsync(hasEnded: volume.HasNews, isSilent: false, token);
            return watch.IsOver;
        }
    }

    private async IAsyncEnumerable<LogLine> TellStatesAsync(VolumeRun volume, string why, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new LogLine(Platform, $"the job's output cannot be read: {why}, and this machine does not have {volume.Home}; the job's states are:");
        RunStatus? last = null;
        var watch = new JobWatch(async token => last = await ask(token), time);
        for (var (pauses, told) = (new Pauses(FirstPause, LongestPause), ""); ;)
        {
            await watch.LookAsync(hasEnded: false, isSilent: true, cancellationToken);
            var news = $"{last!.State.Name()}: {(last.Reason.Length > 0 ? last.Reason : last.BackendWord)}";
            if (news != told)
                yield return new LogLine(Platform, told = news);
            if (!query.Follow || watch.IsOver || volume.IsHere)
                yield break;
            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }
}
