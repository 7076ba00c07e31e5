using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Outlasts lost connections: reading goes on where it was, so nothing is lost and nothing comes twice.</summary>
internal sealed class PatientLogReader(LogReader reader, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    public Task<OpenLogs> OpenAsync(CancellationToken cancellationToken) => reader.OpenAsync(cancellationToken);

    /// <exception cref="ConnectionLostException">The cluster has not been reached for minutes.</exception>
    public async Task<LogNews> ReadAsync(OpenLogs logs, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pauses = new Pauses(FirstPause, LongestPause); ;)
        {
            try
            {
                return await reader.ReadAsync(logs, cancellationToken);
            }
            catch (ConnectionLostException) when (time.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(pauses.Next(), time, cancellationToken);
            }
        }
    }
}
