using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Observing;
using Fairlead.Backends.Cloud.Lepton.Running.Submitting;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.Lepton.Running.Jobs;

/// <summary>Jobs of a workspace.</summary>
internal sealed class LeptonJobs(LeptonClient client, TimeProvider time) : ICloudWorkload
{
    private const int ReadAtOnce = 8;

    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken) =>
        LeptonRunId.Of(run) is var id && await client.Workspace.FindJobAsync(id.Job, cancellationToken) is not null ? id.ToString() : null;

    public async Task<string> SubmitAsync(Run run, JobRequest request, Payload payload, IProgress<SubmitStep> progress, CancellationToken cancellationToken)
    {
        var id = LeptonRunId.Of(run);
        var secrets = PlainSecrets.Resolve(request);
        var plan = await CloudShipment.PlanAsync(run, request, payload, podsFill: false, cancellationToken);
        progress.Report(SubmitStep.SourceUnpacked);
        var spec = await SpecToSend.WithGroupsAsync(JsonNode.Parse(request.PartAs<CloudPart>().Spec)!, client.Workspace, cancellationToken);
        await PartUpload.StoreAsync(plan.Parts, client, cancellationToken);
        progress.Report(SubmitStep.InputsPlaced);
        return await Sending.SendAsync(
            run,
            () => MakeAsync(id.Job, SpecToSend.WithVariables(spec, plan.Variables, secrets), [.. secrets.Values], cancellationToken),
            () => StopAsync(run, cancellationToken));
    }

    /// <summary>Makes a job of that id, or finds it made.</summary>
    public Task<LeptonJobInfo> MakeAsync(string id, JsonNode spec, ImmutableArray<Secret> secrets, CancellationToken cancellationToken) => new CreateOnce<LeptonJobInfo>(
        $"job {id}",
        token => client.Workspace.CreateJobAsync(id, spec, secrets, token),
        token => client.Workspace.FindJobAsync(id, token),
        time).RunAsync(cancellationToken);

    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var ids = runs.ToDictionary(run => run.Id, run => LeptonRunId.Of(run).Job);
        var jobs = ids.Count == 1
            ? new[] { await client.Workspace.FindJobAsync(ids.Values.Single(), cancellationToken) }.OfType<LeptonJobInfo>().ToDictionary(_ => ids.Values.Single())
            : await client.Workspace.ListJobsAsync(ids.Values.ToHashSet(StringComparer.Ordinal), cancellationToken);
        var statuses = ids.Where(pair => jobs.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => LeptonStates.Of(jobs[pair.Value]));
        foreach (var failed in statuses.Where(pair => pair.Value.State == RunState.Failed).Chunk(ReadAtOnce))
        {
            foreach (var (run, status) in await Task.WhenAll(failed.Select(pair => WithExitAsync(pair.Key, pair.Value))))
                statuses[run] = status;
        }

        return statuses;

        async Task<(string Run, RunStatus Status)> WithExitAsync(string run, RunStatus status) =>
            (run, RunEnds.Of(status, await ExitRecords.ReadAsync(new LeptonPodLogs(client.Workspace, ids[run], time), cancellationToken)));
    }

    public IPodLogs LogsOf(Run run) => new LeptonPodLogs(client.Workspace, LeptonRunId.Of(run).Job, time);

    public Task CancelAsync(Run run, CancellationToken cancellationToken) =>
        new LeptonCancel(this, token => StopAsync(run, token), time).CancelAsync(run, cancellationToken);

    private Task StopAsync(Run run, CancellationToken cancellationToken) =>
        Absent.IsWellAsync(() => client.Workspace.StopJobAsync(LeptonRunId.Of(run).Job, cancellationToken));
}
