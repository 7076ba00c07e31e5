using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.RunAi;

/// <summary>Kubernetes' route for the log of a pod (kubernetes/kubernetes, pkg/registry/core/pod/rest/log.go), for tokens of run:ai and for the cluster's own.</summary>
internal sealed class PodLogRoute(Platform platform, Tokens tokens)
{
    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/kubernetes/api/v1/namespaces/{space}/pods/{pod}/log", AnswerAsync);

    private async Task AnswerAsync(HttpContext context)
    {
        var (space, name) = ((string)context.Request.RouteValues["space"]!, (string)context.Request.RouteValues["pod"]!);
        var container = (string?)context.Request.Query["container"];
        if (context.Request.Headers.Authorization != $"Bearer {platform.Options.Secret}" && tokens.Refuse(context.Request) is not null)
            await RefuseAsync(context, StatusCodes.Status401Unauthorized, "Unauthorized", "Unauthorized");
        else if (Read(context.Request.Query) is not { } request)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "BadRequest", "follow and timestamps must be true or false, tailLines a number, and sinceTime a time of RFC 3339");
        else if (platform.Pods.Find(space, name) is not { } pod)
            await RefuseAsync(context, StatusCodes.Status404NotFound, "NotFound", $"pods \"{name}\" not found");
        else if (container is not null && container != pod.Spec.Container)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "BadRequest", $"container {container} is not valid for pod {name}");
        else
            await SendAsync(context, request, pod);
    }

    private static async Task SendAsync(HttpContext context, LogRequest request, Pod pod)
    {
        context.Response.ContentType = "text/plain";
        await context.Response.StartAsync(context.RequestAborted);
        await request.CopyAsync(pod.Log, context.Response.Body, context.RequestAborted);
    }

    private static LogRequest? Read(IQueryCollection query)
    {
        var (since, tail) = ((string?)query["sinceTime"], (string?)query["tailLines"]);
        var follow = Flag(query["follow"]);
        var timestamps = Flag(query["timestamps"]);
        DateTimeOffset time = default;
        var lines = 0;
        return follow is null || timestamps is null
            || (since is not null && !DateTimeOffset.TryParse(since, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time))
            || (tail is not null && !int.TryParse(tail, NumberStyles.None, CultureInfo.InvariantCulture, out lines))
                ? null
                : new LogRequest(follow.Value, since is null ? null : WholeSeconds(time), tail is null ? null : lines, timestamps.Value);
    }

    // The API server hands the time on to the kubelet in whole seconds.
    private static DateTimeOffset WholeSeconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    private static bool? Flag(string? text) => text is null ? false : bool.TryParse(text, out var flag) ? flag : null;

    private static Task RefuseAsync(HttpContext context, int status, string reason, string message) => context.AnswerAsync(status, new JsonObject
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["status"] = "Failure",
        ["message"] = message,
        ["reason"] = reason,
        ["code"] = status,
    });
}
