using System.Runtime.CompilerServices;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Lepton.Running.Observing;

/// <summary>A run's output: from the workspace, and once that has dropped it, from the volume where this machine has it.</summary>
internal sealed class LeptonLogs(IPodLogs logs, Func<CancellationToken, Task<RunStatus>> ask, TimeProvider time)
{
    private const string Platform = "lepton";

    /// <exception cref="FairleadException">The workspace does not answer, or the member that was asked for is not there.</exception>
    public async IAsyncEnumerable<LogLine> ReadAsync(Run run, LogQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var line in (await SourceAsync(run, query, cancellationToken)).WithCancellation(cancellationToken))
            yield return line;
    }

    private async Task<IAsyncEnumerable<LogLine>> SourceAsync(Run run, LogQuery query, CancellationToken cancellationToken)
    {
        if (!(await ask(cancellationToken)).IsFinal || await HasOutputAsync(cancellationToken))
            return new PodLogReader(logs, Platform, ask, time).ReadAsync(query, cancellationToken);
        var home = LeptonClients.SiteOf(run).Home;
        return Directory.Exists(home)
            ? new LocalLogs(new LocalRunDirectory(Path.Combine(home, "runs", run.Id)), time).ReadAsync(query, _ => ValueTask.FromResult(true), cancellationToken)
            : new[] { new LogLine(Platform, $"the workspace has no output of the job any more, and this machine does not have {home}, where its logs are") }.ToAsyncEnumerable();
    }

    private async Task<bool> HasOutputAsync(CancellationToken cancellationToken)
    {
        try
        {
            foreach (var pod in await logs.ListAsync(cancellationToken))
            {
                await using var stream = await logs.OpenAsync(pod, follow: true, since: null, cancellationToken);
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
}
