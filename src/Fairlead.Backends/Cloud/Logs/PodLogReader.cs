using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Reads the output of all pods of a job at once, and follows it while the job lives.</summary>
/// <param name="platform">The source of what is said of a job that waits, such as <c>lepton</c>.</param>
/// <param name="ask">How the job is.</param>
internal sealed class PodLogReader(IPodLogs logs, string platform, Func<CancellationToken, Task<RunStatus>> ask, TimeProvider time)
{
    private const int LinesInFlight = 1024;
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(3);

    /// <exception cref="FairleadException">The member that was asked for is not there, or a pod's output cannot be read to its end.</exception>
    public async IAsyncEnumerable<LogLine> ReadAsync(LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var filter = new MemberFilter(query.Member);
        var lines = Channel.CreateBounded<LogLine>(LinesInFlight);
        var reading = ReadAsync(query, filter, lines.Writer, leaving.Token);
        try
        {
            await foreach (var line in lines.Reader.ReadAllAsync(cancellationToken))
                yield return line;
            await reading;
            filter.Require();
        }
        finally
        {
            await leaving.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ReadAsync(LogQuery query, MemberFilter filter, ChannelWriter<LogLine> lines, CancellationToken cancellationToken)
    {
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var over = new CancellationTokenSource();
        var pods = new FollowedPods(logs, query, TellAsync, time, over.Token);
        try
        {
            if (query.Follow)
                await WatchAsync(pods, lines, leaving.Token);
            await over.CancelAsync();
            await PatientReading.ReadAsync("the list of the job's pods", () => pods.LookAsync(leaving.Token), () => 0, query.Follow ? PatientReading.AfterTheJob : TimeSpan.Zero, time, leaving.Token);
            await pods.ReadToEndAsync();
        }
        finally
        {
            await leaving.CancelAsync();
            await pods.ReadToEndAsync().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            lines.Complete();
        }

        async Task TellAsync(PodLine line)
        {
            if (filter.Lets(line))
                await lines.WriteAsync(line.ToLogLine(), leaving.Token);
        }
    }

    private async Task WatchAsync(FollowedPods pods, ChannelWriter<LogLine> lines, CancellationToken cancellationToken)
    {
        var watch = new JobWatch(ask, time);
        for (var pauses = new Pauses(FirstPause, LongestPause); !watch.IsOver;)
        {
            await LookAsync(pods, cancellationToken);
            if (await watch.LookAsync(pods.MayHaveEnded, pods.AreSilent, cancellationToken) is { } waiting)
                await lines.WriteAsync(new LogLine(platform, waiting), cancellationToken);
            if (!watch.IsOver)
                await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }

    // While the job lives a platform that is not reached is looked at again; the job's state bounds the waiting.
    private static async Task LookAsync(FollowedPods pods, CancellationToken cancellationToken)
    {
        try
        {
            await pods.LookAsync(cancellationToken);
        }
        catch (Exception exception) when (BrokenConnection.Is(exception))
        {
        }
    }
}
