using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.RunAi;

/// <summary>What run:ai lists: projects, workloads of all types, and a workload's pods and events.</summary>
internal sealed class ListRoutes(Projects projects, WorkloadSet workloads)
{
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guarded)
    {
        routes.MapGet("/api/v1/org-unit/projects", guarded(ProjectsAsync));
        routes.MapGet("/api/v1/workloads", guarded(WorkloadsAsync));
        routes.MapGet("/api/v1/workloads/{id:guid}", guarded(context => OfAsync(context, workload => context.AnswerAsync(StatusCodes.Status200OK, workload.Listed(context)))));
        routes.MapGet("/api/v1/workloads/{id:guid}/pods", guarded(context => OfAsync(context, workload => ListAsync(context, "pods", workload.Pods, pod => pod.ToJson(workload)))));
        routes.MapGet("/api/v1/workloads/{id:guid}/events", guarded(context => OfAsync(context, workload => ListAsync(context, "events", workload.Events, happened => happened.ToJson()))));
    }

    private Task ProjectsAsync(HttpContext context) =>
        Filter.Of(context.Request.Query, "name", "id", "clusterId") is { } filter
            ? ListAsync(context, "projects", [.. projects.All.Where(project => filter.Holds(field => field switch { "name" => project.Name, "id" => project.Id, _ => project.ClusterId }))], project => project.ToJson())
            : UnreadableAsync(context);

    private Task WorkloadsAsync(HttpContext context) =>
        Filter.Of(context.Request.Query, "name", "type", "projectId", "projectName", "clusterId", "phase") is { } filter
            ? ListAsync(context, "workloads", [.. workloads.All.Where(workload => filter.Holds(field => FieldOf(workload, field)))], workload => workload.Listed(context))
            : UnreadableAsync(context);

    private static string FieldOf(Workload workload, string field) => field switch
    {
        "name" => workload.Order.Name,
        "type" => $"{workload.Order.Kind}",
        "projectId" => workload.Order.Project.Id,
        "projectName" => workload.Order.Project.Name,
        "clusterId" => workload.Order.Project.ClusterId,
        _ => $"{workload.Standing.Phase}",
    };

    private Task OfAsync(HttpContext context, Func<Workload, Task> answer) =>
        workloads.Find((string?)context.Request.RouteValues["id"]) is { } workload
            ? answer(workload)
            : context.AnswerMessageAsync(StatusCodes.Status404NotFound, "Resource id not found.");

    private static Task ListAsync<T>(HttpContext context, string name, IReadOnlyList<T> all, Func<T, JsonObject> json)
    {
        if (Page.Of(context.Request.Query) is not { } page)
            return context.AnswerMessageAsync(StatusCodes.Status400BadRequest, "limit must be from 1 to 500, and offset 0 or more");
        var body = new JsonObject { [name] = new JsonArray([.. page.Cut(all).Select(json)]) };
        if (page.Next(all.Count) is { } next)
            body["next"] = next;
        return context.AnswerAsync(StatusCodes.Status200OK, body);
    }

    private static Task UnreadableAsync(HttpContext context) =>
        context.AnswerMessageAsync(StatusCodes.Status400BadRequest, "filterBy must be a list of conditions such as name==value");
}
