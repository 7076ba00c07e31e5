using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Kubernetes.KubeRay;
using Fairlead.Emulators.RunAi;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.Kubernetes;

/// <summary>The API server of run:ai's cluster, as far as KubeRay's objects need it; logs of pods are served beside run:ai.</summary>
public sealed class KubernetesPlane : IControlPlane
{
    private readonly Platform platform;
    private readonly RunAiPlane runAi;
    private readonly BackgroundWork work = new();
    private readonly KubeRayStore<KubeRayCluster> clusters = new("rayclusters.ray.io");
    private readonly KubeRayStore<KubeRayJob> jobs = new("rayjobs.ray.io");

    internal KubernetesPlane(Platform platform, RunAiPlane runAi)
    {
        this.platform = platform;
        this.runAi = runAi;
    }

    /// <summary>The names of the RayJobs there are.</summary>
    public IReadOnlyList<string> RayJobs => [.. jobs.All.Select(job => job.Name)];

    void IControlPlane.Map(IEndpointRouteBuilder routes)
    {
        var door = new KubernetesDoor(routes, platform.Options, runAi.Tokens);
        var rayClusters = new KubeRayRoutes<KubeRayCluster>("RayCluster", clusters, body => Cluster(door, KubeRayNames.Of(body), body), cluster => work.Add(cluster.AdaptAsync()), work);
        rayClusters.Map(door, "v1alpha1");
        rayClusters.Map(door, "v1");
        new KubeRayRoutes<KubeRayJob>("RayJob", jobs, body => Job(door, body), job => work.Add(job.RunAsync()), work).Map(door, "v1");
        new KubernetesPodRoutes(platform.Pods).Map(door);
        door.Map("GET", "/api/v1/namespaces/{space}/services/{service}", TellServiceAsync);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var job in jobs.All)
            work.Add(job.EndAsync());
        foreach (var cluster in clusters.All)
            work.Add(cluster.EndAsync());
        await work.FinishAsync();
    }

    private (KubeRayCluster? Made, KubernetesRefusal? Problem) Cluster(KubernetesDoor door, string name, JsonObject body)
    {
        if (body.Object("spec") is not { } spec)
            return (null, KubernetesRefusal.Invalid("spec is required"));
        var manifest = new RayManifest(door.Namespace, name, spec, platform.Volumes, runAi.Credentials);
        var problem = manifest.Check();
        return (problem is null ? new KubeRayCluster(body, manifest, platform.Pods) : null, problem);
    }

    private (KubeRayJob? Made, KubernetesRefusal? Problem) Job(KubernetesDoor door, JsonObject body)
    {
        if (body.Object("spec") is not { } spec || spec.Text("entrypoint") is null or "" || spec.Object("rayClusterSpec") is not { } cluster)
            return (null, KubernetesRefusal.Invalid("spec.entrypoint and spec.rayClusterSpec are required"));
        var (made, problem) = Cluster(door, $"{KubeRayNames.Of(body)}-{RandomEnd.Next()}", new JsonObject { ["spec"] = cluster.DeepClone() });
        return (made is null ? null : new KubeRayJob(body, made, platform), problem);
    }

    private async Task<KubernetesRefusal?> TellServiceAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["service"]!;
        if (clusters.All.Concat(jobs.All.Select(job => job.Cluster)).All(cluster => $"{cluster.Name}-head-svc" != name))
            return KubernetesRefusal.NotFound("services", name);
        await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject
        {
            ["kind"] = "Service",
            ["metadata"] = new JsonObject { ["name"] = name },
            ["spec"] = new JsonObject { ["clusterIP"] = "127.0.0.1" },
        });
        return null;
    }
}
