using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Http;

/// <summary>Bodies of requests and answers.</summary>
internal static class Json
{
    /// <summary>The body as an object; null when it is none.</summary>
    public static async Task<JsonObject?> ReadObjectAsync(this HttpContext context)
    {
        try
        {
            return await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static async Task AnswerAsync(this HttpContext context, int status, JsonNode body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(body.ToJsonString(), context.RequestAborted);
    }

    /// <summary>An error, or a mere acknowledgement, as the platforms phrase it: the status again, and a message.</summary>
    public static Task AnswerMessageAsync(this HttpContext context, int status, string message) =>
        context.AnswerAsync(status, new JsonObject { ["code"] = status, ["message"] = message });
}
