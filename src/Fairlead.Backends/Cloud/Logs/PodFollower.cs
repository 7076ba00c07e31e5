using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Reads one pod's output to its end, through broken connections, and without losing or repeating a line.</summary>
/// <param name="tail">Of what is there already, only the last lines of each source.</param>
/// <param name="over">Set once the job is over: what is there then is all there will be. Until then the job's state bounds the waiting.</param>
internal sealed class PodFollower(PodOutput output, int? tail, Func<PodLine, Task> tell, TimeProvider time, CancellationToken over)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly Pauses pauses = new(FirstPause, LongestPause);
    private bool isQuiet;
    private LastLines? history = tail is { } count ? new LastLines(count) : null;

    /// <summary>Nothing was written yet.</summary>
    public bool IsSilent => output.Length == 0;

    /// <summary>The pod has said its last word, or its stream has ended: by itself, or because the connection was lost.</summary>
    public bool MayHaveEnded => output.HasEnded || isQuiet;

    /// <exception cref="FairleadException">The job is over, and the platform does not give the rest of this pod's output.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        using var living = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, over);
        while (!output.HasEnded && !living.IsCancellationRequested)
        {
            await ReadOnAsync(follow: history is null, living.Token);
            if (!output.HasEnded)
                await Task.Delay(pauses.Next(), time, living.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!output.HasEnded)
            await PatientReading.ReadAsync($"the output of pod {output.Pod}", () => ReadAsync(follow: false, cancellationToken), () => output.Length, PatientReading.AfterTheJob, time, cancellationToken);
        if (output.Rest() is { } rest)
            await TakeAsync(rest);
        await EndHistoryAsync();
    }

    // The next reading begins where a broken one left off.
    private async Task ReadOnAsync(bool follow, CancellationToken living)
    {
        try
        {
            await ReadAsync(follow, living);
            await EndHistoryAsync();
        }
        catch (Exception exception) when (BrokenConnection.Is(exception))
        {
        }
        catch (OperationCanceledException) when (living.IsCancellationRequested)
        {
        }

        isQuiet = follow && output.Length > 0;
    }

    private async Task ReadAsync(bool follow, CancellationToken cancellationToken)
    {
        await foreach (var line in output.ReadAsync(follow, cancellationToken))
            await TakeAsync(line);
    }

    private Task TakeAsync(PodLine line)
    {
        isQuiet = false;
        pauses.Restart();
        if (history is null)
            return tell(line);
        history.Add(line);
        return Task.CompletedTask;
    }

    private async Task EndHistoryAsync()
    {
        var lines = history;
        history = null;
        foreach (var line in lines?.InOrder() ?? [])
            await tell(line);
    }
}
