using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Submitting;
using Fairlead.Backends.Cloud.Logs;
using Fairlead.Backends.Cloud.Ray;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>Jobs on Ray clusters of a workspace. Files always go over the volume, so that a cluster which is used again gets those of the job.</summary>
internal sealed class LeptonRayJobs(LeptonClient client, TimeProvider time) : ICloudWorkload
{
    private readonly RayClusters clusters = new(client.Workspace, time);
    private readonly RayCheckout checkout = new(client, time);

    public async Task<string?> FindAsync(Run run, CancellationToken cancellationToken) =>
        LeptonRunId.Of(run) is var id && await ExistsAsync(id, cancellationToken) ? id.ToString() : null;

    public async Task<Func<CancellationToken, Task<string>>> PrepareAsync(Run run, CloudLoad load, CancellationToken cancellationToken)
    {
        var (id, marks) = (LeptonRunId.Of(run), new CloudMarks(run));
        await PartUpload.StoreAsync(load.Plan.Parts, client, cancellationToken);
        return async token =>
        {
            await checkout.RunAsync(id.Job, load.Part, load.Plan, token);
            await HaveClusterAsync(id, load.Part, marks, token);
            if (!marks.IsCancelled)
                await StartAsync(id, load.Plan, load.Secrets, token);
            return id.ToString();
        };
    }

    public async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(runs.Select(async run => (run.Id, Status: await StatusAsync(run, cancellationToken))));
        return answers.Where(answer => answer.Status is not null).ToDictionary(answer => answer.Id, answer => answer.Status!);
    }

    public IPodLogs LogsOf(Run run)
    {
        var id = LeptonRunId.Of(run);
        return new RayLogs(run, id.Job, client.Ray(id.Cluster!));
    }

    public async Task<string?> EndAsync(Run run, CancellationToken cancellationToken)
    {
        var id = LeptonRunId.Of(run);
        var status = await StatusAsync(run, cancellationToken);
        if (status is { IsFinal: true })
            return null;
        if (await ExistsAsync(id, cancellationToken))
            await client.Ray(id.Cluster!).StopAsync(id.Job, cancellationToken);
        else
            await clusters.EndAsync(id.Cluster!, RayOf(run), cancellationToken);
        return status is null ? null : $"job {id.Job} on Ray cluster {id.Cluster}, which is {status.BackendWord},";
    }

    private async Task<bool> ExistsAsync(LeptonRunId id, CancellationToken cancellationToken) =>
        await client.Workspace.FindRayClusterAsync(id.Cluster!, cancellationToken) is { } cluster
        && RayClusterRules.IsReady(cluster)
        && await client.Ray(id.Cluster!).FindAsync(id.Job, cancellationToken) is not null;

    private static CloudRay RayOf(Run run) => run.Request.PartAs<CloudPart>().Ray!;

    private async Task HaveClusterAsync(LeptonRunId id, CloudPart part, CloudMarks marks, CancellationToken cancellationToken)
    {
        if (part.Ray!.ExistingCluster is null)
            await clusters.MakeAsync(id.Cluster!, part, cancellationToken);
        try
        {
            await clusters.WaitUntilReadyAsync(id.Cluster!, () => marks.IsCancelled, cancellationToken);
        }
        catch (RayClusterException)
        {
            await clusters.EndAsync(id.Cluster!, part.Ray, cancellationToken);
            throw;
        }
    }

    // A nested ray.init cannot merge two runtime environments: the job's own has nothing but secrets that must be sent as they are.
    private async Task StartAsync(LeptonRunId id, TransportPlan plan, ImmutableSortedDictionary<string, Secret> secrets, CancellationToken cancellationToken)
    {
        var variables = new JsonObject(secrets.Select(secret => KeyValuePair.Create(secret.Key, (JsonNode?)secret.Value.Reveal())));
        var body = RayJobsApi.Body(id.Job, RayEntrypoint.Of(plan.Variables), variables).ToJsonString();
        var ray = client.Ray(id.Cluster!);
        await new CreateOnce<RayJobInfo>(
            $"job {id.Job} on Ray cluster {id.Cluster}",
            token => ray.SubmitAsync(ApiBody.Json(body, [.. secrets.Values]), token),
            token => ray.FindAsync(id.Job, token),
            time).RunAsync(cancellationToken);
    }

    private async Task<RunStatus?> StatusAsync(Run run, CancellationToken cancellationToken)
    {
        var id = LeptonRunId.Of(run);
        try
        {
            return RayEnd.Read(run) is { } end ? await SettleAsync(run, id, end, cancellationToken) : await AskAsync(run, id, cancellationToken);
        }
        catch (ApiFaultException exception)
        {
            return new RunStatus(RunState.Unknown, CloudQuery.NoAnswer, exception.Problem);
        }
    }

    private async Task<RunStatus?> AskAsync(Run run, LeptonRunId id, CancellationToken cancellationToken)
    {
        if (await client.Workspace.FindRayClusterAsync(id.Cluster!, cancellationToken) is not { } cluster)
            return null;
        if (!RayClusterRules.IsReady(cluster))
            return run.BackendId is null ? null : new RunStatus(RunState.Unknown, cluster.Status?.State ?? "", $"Ray cluster {id.Cluster} is not ready, so Ray cannot be asked");
        var ray = client.Ray(id.Cluster!);
        if (await ray.FindAsync(id.Job, cancellationToken) is not { } job)
            return null;
        var status = RayStates.Of(job);
        if (!status.IsFinal)
            return status;
        var output = await OutputAsync(ray, id.Job, cancellationToken);
        RayEnd.WriteOutput(run, output);
        var end = new RayEnd(RunEnds.Of(status, ExitRecords.Telling(output.Split('\n').Select(new ExitLine().Read))), ClusterIsSettled: false);
        end.Write(run);
        return await SettleAsync(run, id, end, cancellationToken);
    }

    // Where the server does not give the output, or it is too large, Ray's own word stands: the run has ended all the same.
    private static async Task<string> OutputAsync(RayJobsApi ray, string job, CancellationToken cancellationToken)
    {
        try
        {
            return await ray.LogsAsync(job, cancellationToken) ?? "";
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.Invalid)
        {
            return "";
        }
    }

    private async Task<RunStatus> SettleAsync(Run run, LeptonRunId id, RayEnd end, CancellationToken cancellationToken)
    {
        if (!end.ClusterIsSettled)
        {
            await clusters.EndAsync(id.Cluster!, RayOf(run), cancellationToken);
            (end with { ClusterIsSettled = true }).Write(run);
        }

        return end.Status;
    }
}
