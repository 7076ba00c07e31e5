using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Submitting;
using Fairlead.Backends.Cloud.Ray;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Lepton.Running.Ray;

/// <summary>Has the Ray cluster that a job runs on: makes it, or takes the one that was made for the same spec, and waits until it is ready.</summary>
internal sealed class RayClusters(LeptonApi api, TimeProvider time)
{
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(30));

    /// <returns><see cref="RayClusterOutcome.Created"/> or <see cref="RayClusterOutcome.AlreadyExistsWithSameSpec"/>.</returns>
    /// <exception cref="RayClusterException">It is not to be had.</exception>
    public async Task<RayClusterOutcome> MakeAsync(string name, CloudPart part, CancellationToken cancellationToken)
    {
        var digest = Digest.Of(part.Spec).ToString();
        var spec = await SpecToSend.WithGroupsAsync(JsonNode.Parse(part.Spec)!, api, cancellationToken);
        spec["head_group_spec"] = SpecToSend.WithVariables(spec["head_group_spec"]!, [new(RayClusterRules.SpecVariable, digest)]);
        var isOurs = false;
        var cluster = await OrRefusedAsync(name, new CreateOnce<LeptonRayCluster>($"Ray cluster {name}", CreateAsync, token => api.FindRayClusterAsync(name, token), time), cancellationToken);
        if (isOurs)
            return RayClusterOutcome.Created;
        if (RayClusterRules.OfExisting(cluster, digest) == RayClusterOutcome.AlreadyExistsWithOtherSpec)
            throw new RayClusterException(RayClusterOutcome.AlreadyExistsWithOtherSpec, $"there is a Ray cluster {name} already, made from another spec", "submit with --resubmit, which gives the new one another name; or name a cluster to use with existing_ray_cluster");
        if (RayClusterRules.IsSuspended(cluster))
            await api.ResumeRayClusterAsync(name, cancellationToken);
        return RayClusterOutcome.AlreadyExistsWithSameSpec;

        async Task<LeptonRayCluster> CreateAsync(CancellationToken token)
        {
            var made = await api.CreateRayClusterAsync(name, spec, token);
            isOurs = true;
            return made;
        }
    }

    /// <param name="isGivenUp">The run was cancelled.</param>
    /// <exception cref="RayClusterException">It is not ready within half an hour, or says that it will not be.</exception>
    public Task WaitUntilReadyAsync(string name, Func<bool> isGivenUp, CancellationToken cancellationToken) => Patiently.UntilAsync(
        async () => isGivenUp() ? null : await StartingAsync(name, cancellationToken),
        cluster => cluster is null || RayClusterRules.IsReady(cluster),
        cluster => new RayClusterException(
            RayClusterOutcome.Timeout,
            $"Ray cluster {name} is '{cluster!.Status?.State}' and not ready after {Patiently.Patience.TotalMinutes:0} minutes",
            "look at its events in the workspace's console; then run the same command again"),
        time,
        cancellationToken);

    /// <summary>Does with a job's own cluster what its settings say. Safe to repeat.</summary>
    public Task EndAsync(string name, CloudRay ray, CancellationToken cancellationToken) => ray switch
    {
        { ExistingCluster: not null } or { AtEnd: RayClusterEnd.Keep } => Task.CompletedTask,
        { AtEnd: RayClusterEnd.Delete } => api.DeleteRayClusterAsync(name, cancellationToken),
        _ => api.SuspendRayClusterAsync(name, cancellationToken),
    };

    private async Task<LeptonRayCluster> StartingAsync(string name, CancellationToken cancellationToken)
    {
        var cluster = await api.FindRayClusterAsync(name, cancellationToken)
            ?? throw new RayClusterException(RayClusterOutcome.Other, $"there is no Ray cluster {name}", "submit again");
        return RayClusterRules.IsReady(cluster) || RayClusterRules.Hindrance(cluster) is not { } hindrance
            ? cluster
            : throw new RayClusterException(
                hindrance.Outcome,
                $"Ray cluster {name} does not start: {hindrance.Words}",
                hindrance.Outcome == RayClusterOutcome.ImagePull ? "see that the image exists, and that image_pull_secrets may pull it" : "ask for less, or wait until others have ended");
    }

    private static ApiFault? FaultOf(FairleadException exception) =>
        exception.ExitCode == ExitCode.SubmissionRefused ? (exception.InnerException as ApiFaultException)?.Fault : null;

    private static async Task<LeptonRayCluster> OrRefusedAsync(string name, CreateOnce<LeptonRayCluster> making, CancellationToken cancellationToken)
    {
        try
        {
            return await making.RunAsync(cancellationToken);
        }
        catch (FairleadException exception) when (FaultOf(exception) is not null)
        {
            throw new RayClusterException(RayClusterRules.OfFault(FaultOf(exception)!), exception.Problem, exception.Next ?? $"look for Ray cluster {name} in the workspace's console", exception);
        }
    }
}
