using Fairlead.Emulators.Http;
using Fairlead.Emulators.RunAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.Kubernetes;

/// <summary>Answers a request, or says why it does not.</summary>
internal delegate Task<KubernetesRefusal?> KubernetesHandler(HttpContext context);

/// <summary>Lets into the project's namespace who has a token of run:ai's or the cluster's own.</summary>
internal sealed class KubernetesDoor(IEndpointRouteBuilder routes, EmulatorOptions options, Tokens tokens)
{
    private readonly RouteGroupBuilder group = routes.MapGroup("/kubernetes");

    public string Namespace { get; } = $"runai-{options.Project}";

    public void Map(string method, string pattern, KubernetesHandler handler) =>
        group.MapMethods(pattern, [method], context => AnswerAsync(context, handler));

    private async Task AnswerAsync(HttpContext context, KubernetesHandler handler)
    {
        if ((Check(context) ?? await handler(context)) is { } refusal)
            await context.AnswerAsync(refusal.Code, refusal.Body);
    }

    private KubernetesRefusal? Check(HttpContext context) =>
        context.Request.Headers.Authorization != $"Bearer {options.Secret}" && tokens.Refuse(context.Request) is not null ? KubernetesRefusal.Unauthorized
        : context.Request.RouteValues["space"] is string space && space != Namespace ? KubernetesRefusal.NotFound("namespaces", space)
        : null;
}
