using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.RunAi.Running.Observing;

/// <summary>What run:ai's phases say of a run.</summary>
internal static class RunAiStates
{
    public static RunStatus Of(RunAiWorkload workload)
    {
        var phase = workload.Phase ?? "";
        var reason = new[] { workload.PhaseMessage, workload.PhaseReason }.FirstOrDefault(text => !string.IsNullOrWhiteSpace(text)) ?? "";
        return phase switch
        {
            "Creating" or "Pending" => new RunStatus(RunState.Queued, phase, reason),
            "Initializing" => new RunStatus(RunState.Starting, phase, reason),
            "Resuming" or "Running" or "Updating" or "Deleting" or "Terminating" => new RunStatus(RunState.Running, phase, reason),
            "Completed" => new RunStatus(RunState.Succeeded, phase),
            "Failed" or "Degraded" => new RunStatus(RunState.Failed, phase, reason),
            "Stopped" when workload.RunningPods is null or 0 => new RunStatus(RunState.Cancelled, phase),
            "Stopping" when workload.RunningPods is 0 => new RunStatus(RunState.Cancelled, phase),
            "Stopped" or "Stopping" => new RunStatus(RunState.Running, phase, "its pods are being ended"),
            _ => new RunStatus(RunState.Unknown, phase, $"run:ai says '{phase}' of it"),
        };
    }
}
