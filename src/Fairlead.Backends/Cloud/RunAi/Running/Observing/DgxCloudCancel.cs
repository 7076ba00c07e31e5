using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>Suspends a run's workload, or keeps it from ever being made. Nothing is deleted: its history stays.</summary>
internal sealed class DgxCloudCancel(RunAiApi api, TimeProvider time)
{
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(2));

    /// <exception cref="FairleadException">run:ai does not answer, or the workload has not ended two minutes after it was suspended.</exception>
    public async Task CancelAsync(Run run, CancellationToken cancellationToken)
    {
        if (run.BackendId is null)
            new CloudMarks(run).MarkCancelled();
        await Patiently.UntilAsync(() => EndAsync(run, cancellationToken), IsOver, workload => Unended(workload!), time, cancellationToken);
    }

    private static bool IsOver(RunAiWorkload? workload) => workload is null || RunAiStates.Of(workload).IsFinal;

    private async Task<RunAiWorkload?> EndAsync(Run run, CancellationToken cancellationToken)
    {
        var own = new RunWorkload(run);
        var workload = own.Own(await api.FindAsync(own.Name, cancellationToken));
        if (workload is not null && IsOver(workload))
            return workload;
        new CloudMarks(run).MarkCancelled();
        if (workload is { Phase: not ("Stopping" or "Stopped") })
            await SuspendAsync(run.Request.PartAs<CloudPart>().Workload, workload, cancellationToken);
        return workload;
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
