using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Runs;

/// <summary>What a finished run means for the process that waited for it.</summary>
internal static class Verdict
{
    /// <exception cref="FairleadException">The run did not succeed; the message says why and what to run next.</exception>
    public static void Require(Run run, RunStatus status, PipelineFolders folders)
    {
        var member = status.Member is { } failed ? $" --rank={failed}" : "";
        switch (status.State)
        {
            case RunState.Succeeded:
                return;
            case RunState.Failed:
                throw new FairleadException(
                    ExitCode.JobFailed,
                    $"run {run.Id} failed: {status.Reason}",
                    $"{FollowUp.Command("Logs", run, folders)} --tail=50{member}; once it is repaired, submit again, with --resubmit when no input has changed");
            case RunState.Cancelled:
                throw new FairleadException(ExitCode.Cancelled, $"run {run.Id} was cancelled", "--resubmit starts it again");
            default:
                throw new FairleadException(ExitCode.Unclear, $"run {run.Id} is {status.State.Name()} ({status.BackendWord}) {status.Reason}", FollowUp.Command("Status", run, folders));
        }
    }
}
