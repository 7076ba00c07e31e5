using System.Runtime.CompilerServices;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>A run's output, from where it can be had: the platform, or once that has dropped it the volume. Where there is neither, its states.</summary>
internal sealed class CloudLogs(ICloud cloud, Func<CancellationToken, Task<RunStatus>> ask, TimeProvider time)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <exception cref="FairleadException">The platform does not answer, or the member that was asked for is not there.</exception>
    public async IAsyncEnumerable<LogLine> ReadAsync(Run run, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in (await SourceAsync(run, query, cancellationToken)).WithCancellation(cancellationToken))
            yield return line;
    }

    private async Task<IAsyncEnumerable<LogLine>> SourceAsync(Run run, LogQuery query, CancellationToken cancellationToken)
    {
        var volume = new VolumeRun(cloud.HomeOf(run), run.Id);
        if (cloud.WorkloadOf(run).LogsOf(run) is not { } pods)
            return ReadAsync(volume, "kube_apiserver_url is not set", query, cancellationToken);
        return (await ask(cancellationToken)).IsFinal && !await HaveOutputAsync(pods, cancellationToken)
            ? ReadAsync(volume, "the platform has no output of it any more", query, cancellationToken)
            : new PodLogReader(pods, cloud.Platform, ask, time).ReadAsync(query, cancellationToken);
    }

    private static async Task<bool> HaveOutputAsync(IPodLogs pods, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var pod in await pods.ListAsync(cancellationToken))
            {
                await using var stream = await pods.OpenAsync(pod, follow: true, since: null, cancellationToken);
                if (stream != Stream.Null)
                    return true;
            }

            return false;
        }
        catch (Exception exception) when (BrokenConnection.Is(exception))
        {
            // Its reader tries again, and says what is wrong.
            return true;
        }
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

    private IAsyncEnumerable<LogLine> ReadFilesAsync(VolumeRun volume, LogQuery query, CancellationToken cancellationToken) =>
        new RunFolderLogs(volume.Layout, time).ReadAsync(query, new JobWatch(ask, time), () => volume.HasNews, cancellationToken);

    private async IAsyncEnumerable<LogLine> TellStatesAsync(VolumeRun volume, string why, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return new LogLine(cloud.Platform, $"the job's output cannot be read: {why}, and this machine does not have {volume.Home}; the job's states are:");
        RunStatus? last = null;
        var watch = new JobWatch(async token => last = await ask(token), time);
        for (var (pauses, told) = (new Pauses(FirstPause, LongestPause), ""); ;)
        {
            await watch.LookAsync(hasEnded: false, isSilent: true, cancellationToken);
            var news = $"{last!.State.Name()}: {(last.Reason.Length > 0 ? last.Reason : last.BackendWord)}";
            if (news != told)
                yield return new LogLine(cloud.Platform, told = news);
            if (!query.Follow || watch.IsOver || volume.IsHere)
                yield break;
            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }
}
