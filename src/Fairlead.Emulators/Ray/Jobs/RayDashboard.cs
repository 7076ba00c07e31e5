using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Ray.Jobs;

/// <summary>The REST interface for jobs of one cluster's dashboard (ray-project/ray: python/ray/dashboard/modules/job/job_head.py). Errors are plain text.</summary>
/// <param name="version">The <c>ray_version</c> of the cluster.</param>
internal sealed class RayDashboard(RayJobs jobs, PodSpec head, string version, BackgroundWork work)
{
    public Task TellVersionAsync(HttpContext context) =>
        context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["version"] = "4", ["ray_version"] = version, ["ray_commit"] = "emulated" });

    public async Task SubmitAsync(HttpContext context)
    {
        var submission = RaySubmission.Read(await context.ReadObjectAsync(), out var problem);
        if (submission is null)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, problem);
            return;
        }

        var id = submission.SubmissionId ?? $"raysubmit_{RandomNumberGenerator.GetHexString(16, lowercase: true)}";
        var metadata = submission.Metadata is { } pairs ? new JsonObject(pairs.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value))) : null;
        if (jobs.Add(id, submission.Entrypoint!, metadata, submission.Variables, head) is null)
            await FailAsync(context, StatusCodes.Status500InternalServerError, Conflict(id));
        else
            await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["job_id"] = id, ["submission_id"] = id });
    }

    public Task ListAsync(HttpContext context) =>
        context.AnswerAsync(StatusCodes.Status200OK, new JsonArray([.. jobs.All.Select(job => RayJobJson.Write(job, context.Told))]));

    public Task GetAsync(HttpContext context) =>
        WithJobAsync(context, job => context.AnswerAsync(StatusCodes.Status200OK, RayJobJson.Write(job, context.Told)));

    /// <summary>Answers before the job has ended, as Ray does.</summary>
    public Task StopAsync(HttpContext context) => WithJobAsync(context, job =>
    {
        var stopped = job.Stop();
        work.Add(job.Process.EndAsync());
        return context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["stopped"] = stopped });
    });

    public Task TellLogsAsync(HttpContext context) => WithJobAsync(context, async job =>
    {
        using var logs = new MemoryStream();
        await new LogRequest().CopyAsync(job.Process.Log, logs, context.RequestAborted);
        await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["logs"] = Encoding.UTF8.GetString(logs.ToArray()) });
    });

    public Task TailLogsAsync(HttpContext context) => WithJobAsync(context, async job =>
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await FailAsync(context, StatusCodes.Status400BadRequest, "No WebSocket UPGRADE hdr");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        await using var stream = WebSocketStream.Create(socket, WebSocketMessageType.Text, ownsWebSocket: false);
        await new LogRequest(Follow: true).CopyAsync(job.Process.Log, stream, context.RequestAborted);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, statusDescription: null, context.RequestAborted);
    });

    private Task WithJobAsync(HttpContext context, Func<RayJob, Task> answer)
    {
        var id = (string)context.Request.RouteValues["job"]!;
        return jobs.Find(id) is { } job ? answer(job) : FailAsync(context, StatusCodes.Status404NotFound, $"Job {id} does not exist");
    }

    private static Task FailAsync(HttpContext context, int status, string message)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(message, context.RequestAborted);
    }

    // The head passes on what the node's agent refused with 400, but as an error of its own.
    private static string Conflict(string id) =>
        $"RuntimeError: Request failed with status code 400: ValueError: Job with submission_id {id} already exists. Please use a different submission_id.";
}
