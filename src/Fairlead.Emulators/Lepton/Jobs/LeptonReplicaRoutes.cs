using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Lepton.Http;
using Fairlead.Emulators.Pods;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>What is told of a job's replicas: which there are, what they wrote, what happened.</summary>
internal sealed class LeptonReplicaRoutes(LeptonPlaneParts parts)
{
    public void Map(LeptonDoor door)
    {
        door.Map("GET", "/jobs/{id}/replicas", context => parts.WithJobAsync(context, job => TellAsync(context, Replicas(job))));
        door.Map("GET", "/jobs/{id}/replicas/{replica}/log", context => parts.WithJobAsync(context, job => LogAsync(context, job)));
        door.Map("GET", "/jobs/{id}/events", context => parts.WithJobAsync(context, job => TellAsync(context, Events(job))));
    }

    private async Task<LeptonRefusal?> LogAsync(HttpContext context, LeptonJob job)
    {
        var id = (string)context.Request.RouteValues["replica"]!;
        if (job.Replicas.FirstOrDefault(replica => replica.Id == id) is not { } replica || parts.Pods.Find(id) is null)
            return LeptonRefusal.Missing($"replica '{id}' not found");
        context.Response.ContentType = "text/plain; charset=utf-8";
        await new LogRequest(Follow: true).CopyAsync(replica.Pod.Log, context.Response.Body, context.RequestAborted);
        return null;
    }

    private static JsonArray Replicas(LeptonJob job) =>
    [
        .. job.Replicas.Select(replica => new JsonObject
        {
            ["metadata"] = new JsonObject { ["id"] = replica.Id, ["created_at"] = replica.Pod.Started.ToUnixTimeMilliseconds() },
            ["id"] = replica.Id,
            ["status"] = new JsonObject { ["node"] = "node-1" },
        }),
    ];

    private static JsonArray Events(LeptonJob job) =>
    [
        .. job.Replicas.Where(replica => !replica.IsActive).Select(replica => new JsonObject
        {
            ["type"] = replica.HasFailed ? "Warning" : "Normal",
            ["reason"] = replica.HasFailed ? "Failed" : "Completed",
            ["message"] = replica.Pod.Message ?? $"{replica.Id} ended with exit code {replica.Pod.ExitCode}",
            ["regarding"] = new JsonObject { ["kind"] = "Pod", ["name"] = replica.Id },
            ["count"] = 1,
            ["last_observed_time"] = replica.Pod.Started.ToUnixTimeMilliseconds(),
        }),
    ];

    private static async Task<LeptonRefusal?> TellAsync(HttpContext context, JsonNode body)
    {
        await context.AnswerAsync(StatusCodes.Status200OK, body);
        return null;
    }
}
