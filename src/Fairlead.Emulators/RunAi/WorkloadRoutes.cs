using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.RunAi;

/// <summary>What each type of workload offers on its own paths: an id of another type is not found there.</summary>
internal sealed class WorkloadRoutes(WorkloadSet workloads)
{
    public void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guarded)
    {
        foreach (var kind in Enum.GetValues<WorkloadKind>())
        {
            var path = $"/api/v1/workloads/{kind.Path()}";
            routes.MapPost(path, guarded(context => CreateAsync(context, kind)));
            routes.MapGet($"{path}/{{id}}", guarded(context => FoundAsync(context, kind, workload => context.AnswerAsync(StatusCodes.Status200OK, workload.Own(context)))));
            routes.MapPost($"{path}/{{id}}/suspend", guarded(context => AcceptAsync(context, kind, workload => workload.Suspend())));
            routes.MapPost($"{path}/{{id}}/resume", guarded(context => AcceptAsync(context, kind, workload => workload.Resume())));
            routes.MapDelete($"{path}/{{id}}", guarded(context => AcceptAsync(context, kind, workloads.Delete)));
        }
    }

    private async Task CreateAsync(HttpContext context, WorkloadKind kind)
    {
        var (workload, status, refusal) = workloads.Create(kind, await context.ReadObjectAsync());
        await (workload is null ? context.AnswerMessageAsync(status, refusal) : context.AnswerAsync(status, workload.Own(context)));
    }

    private Task AcceptAsync(HttpContext context, WorkloadKind kind, Action<Workload> action) => FoundAsync(context, kind, workload =>
    {
        action(workload);
        return context.AnswerMessageAsync(StatusCodes.Status202Accepted, "the request has been accepted");
    });

    private Task FoundAsync(HttpContext context, WorkloadKind kind, Func<Workload, Task> answer)
    {
        var id = (string?)context.Request.RouteValues["id"];
        return workloads.Find(id) is { } workload && workload.Order.Kind == kind
            ? answer(workload)
            : context.AnswerMessageAsync(StatusCodes.Status404NotFound, $"there is no {kind} workload with the id {id}");
    }
}
