using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Submitting;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Jobs;

/// <summary>Jobs of a workspace.</summary>
internal sealed class LeptonJobs(LeptonClient client, TimeProvider time) : ICloudWorkload
{
    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken) =>
        LeptonRunId.Of(run) is var id && await client.Workspace.FindJobAsync(id.Job, cancellationToken) is not null ? id.ToString() : null;

    public async Task<Func<CancellationToken, Task<string>>> PrepareAsync(Run run, CloudLoad load, CancellationToken cancellationToken)
    {
        var id = LeptonRunId.Of(run);
        var spec = await SpecToSend.WithGroupsAsync(JsonNode.Parse(load.Part.Spec)!, client.Workspace, cancellationToken);
        await PartUpload.StoreAsync(load.Plan.Parts, client, cancellationToken);
        return async token =>
        {
            await MakeAsync(id.Job, SpecToSend.WithVariables(spec, load.Variables), [.. load.Secrets.Values], token);
            return id.ToString();
        };
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
        var failed = statuses.Where(pair => pair.Value.State == RunState.Failed);
        foreach (var (run, status) in await StatusesAtOnce.AskAsync(failed, pair => pair.Key, pair => WithExitAsync(ids[pair.Key], pair.Value)))
            statuses[run] = status;
        return statuses;

        async Task<RunStatus> WithExitAsync(string job, RunStatus status) =>
            RunEnds.Of(status, await ExitRecords.ReadAsync(new LeptonPodLogs(client.Workspace, job, time), cancellationToken));
    }

    public IPodLogs LogsOf(Run run) => new LeptonPodLogs(client.Workspace, LeptonRunId.Of(run).Job, time);

    public async Task<string?> EndAsync(Run run, CancellationToken cancellationToken)
    {
        var id = LeptonRunId.Of(run).Job;
        if (await client.Workspace.FindJobAsync(id, cancellationToken) is not { } job || LeptonStates.Of(job) is not { IsFinal: false } status)
            return null;
        if (status.BackendWord != "Stopping")
            await Absent.IsWellAsync(() => client.Workspace.StopJobAsync(id, cancellationToken));
        return $"job {id}, which is {status.BackendWord},";
    }
}
