using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.RunAi;

/// <summary>Both ways to a token: v1 in JSON, whose documents and clients differ in the case of its names, and v2 as a form (RFC 6749, section 4.4).</summary>
internal sealed class TokenRoutes(Tokens tokens, EmulatorOptions options)
{
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost("/api/v1/token", FirstAsync);
        routes.MapPost("/api/v2/token", SecondAsync);
    }

    private async Task FirstAsync(HttpContext context)
    {
        var body = (await context.ReadObjectAsync() ?? []).ToDictionary(field => field.Key, field => $"{field.Value}", StringComparer.OrdinalIgnoreCase);
        var names = body.GetValueOrDefault("grantType") switch
        {
            "client_credentials" => ("clientId", "clientSecret"),
            "app_token" => ("appId", "appSecret"),
            _ => default((string Client, string Secret)?),
        };
        if (names is not { } known)
            await context.AnswerMessageAsync(StatusCodes.Status400BadRequest, "grantType must be client_credentials or app_token");
        else if (tokens.Issue(body.GetValueOrDefault(known.Item1), body.GetValueOrDefault(known.Item2)) is { } token)
            await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["accessToken"] = token, ["expiresIn"] = (int)options.TokenLife.TotalSeconds });
        else
            await RefuseAsync(context);
    }

    private async Task SecondAsync(HttpContext context)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync(context.RequestAborted) : FormCollection.Empty;
        if (form["grant_type"] != "client_credentials")
            await context.AnswerMessageAsync(StatusCodes.Status400BadRequest, "grant_type must be client_credentials");
        else if (tokens.Issue(form["client_id"], form["client_secret"]) is { } token)
            await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject { ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = (int)options.TokenLife.TotalSeconds });
        else
            await RefuseAsync(context);
    }

    private static Task RefuseAsync(HttpContext context) =>
        context.AnswerMessageAsync(StatusCodes.Status401Unauthorized, "Invalid client or invalid client credentials");
}
