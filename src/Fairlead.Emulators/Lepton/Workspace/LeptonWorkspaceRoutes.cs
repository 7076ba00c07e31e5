using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Lepton.Bodies;
using Fairlead.Emulators.Lepton.Http;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Lepton.Workspace;

/// <summary>What a workspace has: node groups, shapes and secrets.</summary>
internal sealed class LeptonWorkspaceRoutes(EmulatorOptions options, LeptonInventory inventory, LeptonSecrets secrets)
{
    public void Map(LeptonDoor door)
    {
        door.Map("GET", "/workspace", context => TellAsync(context, new JsonObject { ["workspace_name"] = options.Workspace, ["workspace_state"] = "normal" }));
        door.Map("GET", "/dedicated-node-groups", context => TellAsync(context, LeptonInventoryJson.Groups(inventory)));
        door.Map("GET", "/dedicated-node-groups/{group}/nodes", context => TellOfGroupAsync(context, LeptonInventoryJson.Nodes));
        door.Map("GET", "/dedicated-node-groups/{group}/reservations", context => TellOfGroupAsync(context, LeptonInventoryJson.Reservations));
        door.Map("GET", "/shapes", context => TellAsync(context, LeptonInventoryJson.Shapes(inventory)));
        door.Map("GET", "/usersecrets", context => TellAsync(context, LeptonInventoryJson.Secrets(secrets)));
        door.Map("POST", "/usersecrets", AddSecretsAsync);
        door.Map("DELETE", "/usersecrets/{name}", RemoveSecretAsync);
    }

    private Task<LeptonRefusal?> TellOfGroupAsync(HttpContext context, Func<LeptonNodeGroup, JsonArray> write)
    {
        var id = (string)context.Request.RouteValues["group"]!;
        return inventory.NodeGroups.FirstOrDefault(group => group.Id == id) is { } known
            ? TellAsync(context, write(known))
            : Task.FromResult<LeptonRefusal?>(LeptonRefusal.Missing($"dedicated node group '{id}' not found"));
    }

    private async Task<LeptonRefusal?> AddSecretsAsync(HttpContext context)
    {
        var (added, problem) = await ReadAsync(context);
        if (added is null)
            return problem;
        if (added.Any(secret => secret is not { Name: { Length: > 0 }, Value: not null }))
            return LeptonRefusal.Invalid("a secret needs name and value");
        foreach (var secret in added)
            if (!secrets.TryAdd(secret.Name!, secret.Value!))
                return LeptonRefusal.Conflict($"secret '{secret.Name}' already exists");
        return await TellAsync(context, new JsonObject());
    }

    private async Task<LeptonRefusal?> RemoveSecretAsync(HttpContext context)
    {
        var name = (string)context.Request.RouteValues["name"]!;
        return secrets.TryRemove(name) ? await TellAsync(context, new JsonObject()) : LeptonRefusal.Missing($"secret '{name}' not found");
    }

    private static async Task<(IReadOnlyList<LeptonSecret>? Secrets, LeptonRefusal? Problem)> ReadAsync(HttpContext context)
    {
        try
        {
            var body = await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
            return (LeptonBodies.Read(body, LeptonBodies.Default.IReadOnlyListLeptonSecret, out var problem), problem);
        }
        catch (JsonException)
        {
            return (null, LeptonRefusal.Invalid("the body is not JSON"));
        }
    }

    private static async Task<LeptonRefusal?> TellAsync(HttpContext context, JsonNode body)
    {
        await context.AnswerAsync(StatusCodes.Status200OK, body);
        return null;
    }
}
