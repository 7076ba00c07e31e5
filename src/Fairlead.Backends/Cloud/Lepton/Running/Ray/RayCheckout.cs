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
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(30));

    private static RunStatus Gone => new(RunState.Unknown, "gone");

    /// <param name="name">Of the job: the run's.</param>
    /// <exception cref="FairleadException">The commits cannot be had, or not within half an hour.</exception>
    public async Task RunAsync(string name, CloudPart part, TransportPlan plan, CancellationToken cancellationToken)
    {
        if (part.Ray?.CheckoutSpec is not { } rendered)
            return;
        var variables = plan.Variables.SetItem("FAIRLEAD_NODES", "1").SetItem("FAIRLEAD_ONLY", "commits");
        var spec = SpecToSend.WithVariables(await SpecToSend.WithGroupsAsync(JsonNode.Parse(rendered)!, client.Workspace, cancellationToken), variables);
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

    private Task<RunStatus> EndOfAsync(string name, CancellationToken cancellationToken) => Patiently.UntilAsync(
        async () => await client.Workspace.FindJobAsync(name, cancellationToken) is { } job ? LeptonStates.Of(job) : Gone,
        status => status.IsFinal || status == Gone,
        status => new FairleadException(
            ExitCode.SubmissionRefused,
            string.Create(CultureInfo.InvariantCulture, $"job {name}, which checks out commits, is '{status.BackendWord}' after {Patiently.Patience.TotalMinutes:0} minutes"),
            "look at it in the workspace's console; then run the same command again"),
        time,
        cancellationToken);
}
