using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>Suspends a run's workload, or keeps it from ever being made. Nothing is deleted: its history stays.</summary>
internal sealed class DgxCloudCancel(RunAiApi api, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(0.3);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <exception cref="FairleadException">run:ai does not answer, or the workload has not ended two minutes after it was suspended.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        var (own, marks) = (new RunWorkload(run), new CloudMarks(run));
        if (run.BackendId is null)
            marks.MarkCancelled();
        long? asked = null;
        for (var pauses = new Pauses(FirstPause, LongestPause); ;)
        {
            var workload = own.Own(await api.FindAsync(own.Name, cancellationToken));
            if (workload is not null && RunAiStates.Of(workload).IsFinal)
                return;
            marks.MarkCancelled();
            if (workload is null)
                return;
            if (asked is { } since && time.GetElapsedTime(since) > Patience)
                throw Unended(workload);
            if (workload.Phase is not ("Stopping" or "Stopped"))
                await SuspendAsync(own.Run.Request.PartAs<CloudPart>().Workload, workload, cancellationToken);
            asked ??= time.GetTimestamp();
            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }

    // One that has just ended, or gone, is seen at the next look.
    private async Task SuspendAsync(string type, RunAiWorkload workload, CancellationToken cancellationToken)
    {
        try
        {
            await api.SuspendAsync(new WorkloadId(WorkloadTypes.OfRequest(type), workload.Id), cancellationToken);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind is ApiFaultKind.Conflict or ApiFaultKind.NotFound)
        {
        }
    }

    private static FairleadException Unended(RunAiWorkload workload) => new(
        ExitCode.Unclear,
        $"{workload.Name} was asked to stop and is still {workload.Phase}, with {workload.RunningPods ?? 0} pods running",
        "look at its pods; then cancel again");
}
