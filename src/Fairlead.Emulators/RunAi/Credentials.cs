using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.RunAi;

/// <summary>Generic secrets: names with keys, whose values only pods see.</summary>
public sealed class Credentials
{
    private readonly ConcurrentDictionary<string, IReadOnlyDictionary<string, string>> secrets = new();

    /// <returns>False when there is one of that name.</returns>
    public bool Add(string name, IReadOnlyDictionary<string, string> data) => secrets.TryAdd(name, data);

    internal string? Find(string? name, string? key) =>
        name is not null && key is not null ? secrets.GetValueOrDefault(name)?.GetValueOrDefault(key) : null;

    internal void Map(IEndpointRouteBuilder routes, Func<RequestDelegate, RequestDelegate> guarded)
    {
        routes.MapGet("/api/v1/asset/credentials/generic-secret", guarded(ListAsync));
        routes.MapPost("/api/v1/asset/credentials/generic-secret", guarded(CreateAsync));
    }

    private Task ListAsync(HttpContext context)
    {
        var entries = secrets.OrderBy(secret => secret.Key, StringComparer.Ordinal).Select(secret => Entry(secret.Key, secret.Value));
        return context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["entries"] = new JsonArray([.. entries]) });
    }

    private async Task CreateAsync(HttpContext context)
    {
        var body = await context.ReadObjectAsync() ?? [];
        var data = body.Object("spec")?.Object("data")?.ToDictionary(field => field.Key, field => $"{field.Value}");
        if (body.Text("name") is not { Length: > 0 } name || data is null)
            await context.AnswerMessageAsync(StatusCodes.Status400BadRequest, "a secret needs name and spec.data");
        else if (Add(name, data))
            await context.AnswerAsync(StatusCodes.Status202Accepted, Entry(name, data));
        else
            await context.AnswerMessageAsync(StatusCodes.Status409Conflict, $"a secret named {name} exists");
    }

    private static JsonObject Entry(string name, IReadOnlyDictionary<string, string> data) => new()
    {
        ["meta"] = new JsonObject { ["name"] = name, ["kind"] = "generic-secret" },
        ["spec"] = new JsonObject { ["keys"] = new JsonArray([.. data.Keys.Select(key => JsonValue.Create(key))]) },
    };
}
