using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Http;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>Jobs: making, listing, stopping and deleting them.</summary>
internal sealed class LeptonJobRoutes(LeptonPlaneParts parts, LeptonJobRunner runner)
{
    public void Map(LeptonDoor door)
    {
        door.Map("POST", "/jobs", CreateAsync);
        door.Map("GET", "/jobs", ListAsync);
        door.Map("GET", "/jobs/{id}", GetAsync);
        door.Map("PATCH", "/jobs/{id}", StopAsync);
        door.Map("DELETE", "/jobs/{id}", DeleteAsync);
    }

    private async Task<LeptonRefusal?> CreateAsync(HttpContext context)
    {
        var body = await context.ReadObjectAsync();
        var wants = LeptonBodies.Read(body, LeptonBodies.Default.LeptonJobBody, out var problem);
        if (wants is null || (problem = LeptonJobRules.Check(wants, parts.Inventory, parts.Secrets.All)) is not null)
            return problem;
        var job = new LeptonJob(body!, wants, parts.Time.GetUtcNow());
        if (!parts.Jobs.TryAdd(job))
            return LeptonRefusal.Conflict($"job '{job.Id}' already exists");
        parts.Work.Add(runner.RunAsync(job));
        return await TellAsync(context, StatusCodes.Status201Created, job);
    }

    private async Task<LeptonRefusal?> ListAsync(HttpContext context)
    {
        if (LeptonJobQuery.Parse(context.Request.Query, out var problem) is not { } query)
            return problem;
        var found = query.Select(parts.Jobs.All(query.Mode), parts.View.State);
        await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["jobs"] = new JsonArray([.. found.Select(job => parts.View.Write(job, context.Told))]) });
        return null;
    }

    private Task<LeptonRefusal?> GetAsync(HttpContext context) =>
        parts.WithJobAsync(context, job => TellAsync(context, StatusCodes.Status200OK, job));

    private async Task<LeptonRefusal?> StopAsync(HttpContext context)
    {
        var patch = LeptonBodies.Read(await context.ReadObjectAsync(), LeptonBodies.Default.LeptonJobPatch, out var problem);
        if (patch is null)
            return problem;
        if (patch.Spec?.Stopped is not true)
            return LeptonRefusal.Invalid("spec.stopped must be true: nothing else of a job can be changed");
        return await parts.WithJobAsync(context, job =>
        {
            job.Body["spec"]!["stopped"] = true;
            parts.Work.Add(job.StopAsync());
            return TellAsync(context, StatusCodes.Status200OK, job);
        });
    }

    private Task<LeptonRefusal?> DeleteAsync(HttpContext context) => parts.WithJobAsync(context, job =>
    {
        parts.Jobs.Archive(job);
        parts.Work.Add(DeleteAsync(job));
        return TellAsync(context, StatusCodes.Status200OK, job);
    });

    private async Task DeleteAsync(LeptonJob job)
    {
        await job.DeleteAsync();
        await Task.WhenAll(job.Replicas.Select(replica => parts.Pods.DeleteAsync(replica.Id)));
    }

    private async Task<LeptonRefusal?> TellAsync(HttpContext context, int status, LeptonJob job)
    {
        await context.AnswerAsync(status, parts.View.Write(job, context.Told));
        return null;
    }
}
