using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Jobs;
using Fairlead.Backends.Cloud.Lepton.Running.Submitting;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>Puts commits on the volume with a job of their own: the platform mounts them into a cluster's pods before any script of the run can.</summary>
internal sealed class RayCheckout(LeptonClient client, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(10);

    /// <param name="name">Of the job: the run's.</param>
    /// <exception cref="FairleadException">The commits cannot be had, or not within half an hour.</exception>
    public async Task RunAsync(string name, CloudPart part, TransportPlan plan, CancellationToken cancellationToken)
    {
        if (part.Ray?.CheckoutSpec is not { } rendered)
            return;
        var variables = plan.Variables.SetItem("FAIRLEAD_NODES", "1").SetItem("FAIRLEAD_ONLY", "commits");
        var spec = SpecToSend.WithVariables(await SpecToSend.WithGroupsAsync(JsonNode.Parse(rendered)!, client.Workspace, cancellationToken), variables, []);
        await new LeptonJobs(client, time).MakeAsync(name, spec, [], cancellationToken);
        var status = await EndOfAsync(name, cancellationToken);
        if (status.State != RunState.Succeeded)
        {
            throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"job {name}, which checks out {string.Join(" and ", part.Commits.Select(commit => commit.Repository))}, is {status.BackendWord}: {status.Reason}",
                $"read the log of job {name} in the workspace's console; when it can succeed, submit with --resubmit");
        }
    }

    private async Task<RunStatus> EndOfAsync(string name, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        for (var pauses = new Pauses(FirstPause, LongestPause); ;)
        {
            var job = await client.Workspace.FindJobAsync(name, cancellationToken);
            var status = job is null ? new RunStatus(RunState.Unknown, "gone") : LeptonStates.Of(job);
            if (status.IsFinal || job is null)
                return status;
            if (time.GetElapsedTime(started) > Patience)
                throw new FairleadException(ExitCode.SubmissionRefused, string.Create(CultureInfo.InvariantCulture, $"job {name}, which checks out commits, is '{status.BackendWord}' after {Patience.TotalMinutes:0} minutes"), "look at it in the workspace's console; then run the same command again");
            await Task.Delay(pauses.Next(), time, cancellationToken);
        }
    }
}
