using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.Lepton.Http;

/// <summary>Answers a request, or says why it does not.</summary>
internal delegate Task<LeptonRefusal?> LeptonHandler(HttpContext context);

/// <summary>Lets into a workspace who has its token; at hosts of DGX Cloud also who says where the request comes from.</summary>
/// <remarks>The header <c>origin</c>: leptonai/leptonai, leptonai/api/v2/client.py.</remarks>
internal sealed class LeptonDoor(IEndpointRouteBuilder routes, EmulatorOptions options)
{
    private readonly RouteGroupBuilder group = routes.MapGroup("/api/v2/workspaces/{workspace}");

    public void Map(string method, string pattern, LeptonHandler handler) =>
        group.MapMethods(pattern, [method], context => AnswerAsync(context, handler));

    private async Task AnswerAsync(HttpContext context, LeptonHandler handler)
    {
        if ((Check(context) ?? await handler(context)) is { } refusal)
            await context.AnswerMessageAsync(refusal.Status, refusal.Message);
    }

    private LeptonRefusal? Check(HttpContext context) =>
        context.Request.Headers.Authorization != $"Bearer {options.Secret}" ? new LeptonRefusal(StatusCodes.Status401Unauthorized, "the token is missing or not valid")
        : !Equals(context.Request.RouteValues["workspace"], options.Workspace) ? new LeptonRefusal(StatusCodes.Status403Forbidden, "the token is not one of this workspace")
        : NeedsOrigin(context) ? new LeptonRefusal(StatusCodes.Status403Forbidden, "the header origin is required")
        : null;

    private static bool NeedsOrigin(HttpContext context) =>
        context.Request.Host.Host.Contains("dgxc", StringComparison.Ordinal) && context.Request.Headers.Origin.Count == 0;
}
