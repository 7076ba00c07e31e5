using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Repeats what broken connections cut short once a job is over, and nothing else bounds the waiting any more.</summary>
internal static class PatientReading
{
    /// <summary>For readers who have followed the job, and are to have its end.</summary>
    public static readonly TimeSpan AfterTheJob = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    /// <param name="soFar">How much has been read: what gets on, however slowly, is not given up.</param>
    /// <param name="patience">How long it may get no further.</param>
    /// <exception cref="FairleadException">It has not got on for longer than that.</exception>
    public static async Task ReadAsync(string what, Func<Task> read, Func<long> soFar, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        var (progress, since) = (soFar(), time.GetTimestamp());
        for (var pauses = new Pauses(FirstPause, LongestPause); ;)
        {
            try
            {
                await read();
                return;
            }
            catch (Exception exception) when (BrokenConnection.Is(exception))
            {
                if (soFar() is var now && now > progress)
                {
                    (progress, since) = (now, time.GetTimestamp());
                    pauses.Restart();
                }
                else if (time.GetElapsedTime(since) > patience)
                {
                    throw new FairleadException(ExitCode.Unclear, $"{what} cannot be read: {exception.Message}", "read the log again", exception);
                }
            }

            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }
}
