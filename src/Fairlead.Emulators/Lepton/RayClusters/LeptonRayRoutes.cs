using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Http;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.Ray.Jobs;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton.RayClusters;

/// <summary>Ray clusters, and the dashboards of those that are ready.</summary>
internal sealed class LeptonRayRoutes(LeptonPlaneParts parts, LeptonRayClusters clusters, PodSet pods)
{
    public void Map(LeptonDoor door)
    {
        door.Map("GET", "/rayclusters", ListAsync);
        door.Map("POST", "/rayclusters", CreateAsync);
        door.Map("GET", "/rayclusters/{cluster}", context => WithClusterAsync(context, cluster => TellAsync(context, StatusCodes.Status200OK, cluster)));
        door.Map("PATCH", "/rayclusters/{cluster}", ChangeAsync);
        door.Map("DELETE", "/rayclusters/{cluster}", DeleteAsync);
        MapDashboard(door, "GET", "/api/version", (dashboard, context) => dashboard.TellVersionAsync(context));
        MapDashboard(door, "POST", "/api/jobs/", (dashboard, context) => dashboard.SubmitAsync(context));
        MapDashboard(door, "GET", "/api/jobs/", (dashboard, context) => dashboard.ListAsync(context));
        MapDashboard(door, "GET", "/api/jobs/{job}", (dashboard, context) => dashboard.GetAsync(context));
        MapDashboard(door, "POST", "/api/jobs/{job}/stop", (dashboard, context) => dashboard.StopAsync(context));
        MapDashboard(door, "GET", "/api/jobs/{job}/logs", (dashboard, context) => dashboard.TellLogsAsync(context));
        MapDashboard(door, "GET", "/api/jobs/{job}/logs/tail", (dashboard, context) => dashboard.TailLogsAsync(context));
    }

    private void MapDashboard(LeptonDoor door, string method, string pattern, Func<RayDashboard, HttpContext, Task> answer) =>
        door.Map(method, $"/rayclusters/{{cluster}}/dashboard{pattern}", context => WithClusterAsync(context, async cluster =>
        {
            if (clusters.State(cluster) is not ("Ready" or "Scaling") and var state)
                return new LeptonRefusal(StatusCodes.Status503ServiceUnavailable, $"ray cluster '{cluster.Id}' is {state}");
            await answer(new RayDashboard(cluster.Nodes.Jobs, cluster.Head, cluster.Version, parts.Work), context);
            return null;
        }));

    private async Task<LeptonRefusal?> ListAsync(HttpContext context)
    {
        await context.AnswerAsync(StatusCodes.Status200OK, new JsonArray([.. clusters.All.Select(cluster => Write(context, cluster))]));
        return null;
    }

    private async Task<LeptonRefusal?> CreateAsync(HttpContext context)
    {
        var body = await context.ReadObjectAsync();
        var wants = LeptonBodies.Read(body, LeptonBodies.Default.LeptonRayClusterBody, out var problem);
        if (wants is null || (problem = LeptonRayRules.Check(wants, parts.Inventory, parts.Secrets.All)) is not null)
            return problem;
        var cluster = new LeptonRayCluster(body!, wants, parts.Pods, pods, parts.Time.GetUtcNow());
        return clusters.TryAdd(cluster)
            ? await TellAsync(context, StatusCodes.Status201Created, cluster)
            : LeptonRefusal.Conflict($"ray cluster '{cluster.Id}' already exists");
    }

    private async Task<LeptonRefusal?> ChangeAsync(HttpContext context)
    {
        if (await context.ReadObjectAsync() is not { } patch)
            return LeptonRefusal.Invalid("the request has no body");
        return LeptonRayPatch.Check(patch) ?? await WithClusterAsync(context, cluster =>
        {
            cluster.Change(patch);
            clusters.Adapt(cluster);
            return TellAsync(context, StatusCodes.Status200OK, cluster);
        });
    }

    private Task<LeptonRefusal?> DeleteAsync(HttpContext context) => WithClusterAsync(context, cluster =>
    {
        clusters.Delete(cluster);
        return TellAsync(context, StatusCodes.Status200OK, cluster);
    });

    private Task<LeptonRefusal?> WithClusterAsync(HttpContext context, Func<LeptonRayCluster, Task<LeptonRefusal?>> answer)
    {
        var id = (string)context.Request.RouteValues["cluster"]!;
        return clusters.Find(id) is { } cluster ? answer(cluster) : Task.FromResult<LeptonRefusal?>(LeptonRefusal.Missing($"ray cluster '{id}' not found"));
    }

    private async Task<LeptonRefusal?> TellAsync(HttpContext context, int status, LeptonRayCluster cluster)
    {
        await context.AnswerAsync(status, Write(context, cluster));
        return null;
    }

    private JsonObject Write(HttpContext context, LeptonRayCluster cluster) =>
        LeptonRayView.Write(cluster, context.Told(clusters.State(cluster)), clusters.Trouble(cluster));
}
