using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fairlead.Emulators.RunAi;

/// <summary>The control plane of run:ai, and the pods' logs of its cluster.</summary>
/// <remarks>Source: the public API description (run-ai-docs.nvidia.com, "latest"); where that is silent, docs/emulators.md says what is assumed.</remarks>
public sealed class RunAiPlane : IControlPlane
{
    private readonly Platform platform;
    private readonly Tokens tokens;
    private readonly Projects projects;
    private readonly WorkloadSet workloads;

    internal RunAiPlane(Platform platform)
    {
        this.platform = platform;
        tokens = new Tokens(platform.Options);
        projects = new Projects(platform.Options);
        workloads = new WorkloadSet(platform, projects, Credentials);
    }

    /// <summary>The generic secrets, which variables of pods can refer to.</summary>
    public Credentials Credentials { get; } = new();

    /// <summary>How many workloads there are, of every type and phase.</summary>
    public int Workloads => workloads.All.Count;

    internal Tokens Tokens => tokens;

    void IControlPlane.Map(IEndpointRouteBuilder routes)
    {
        new TokenRoutes(tokens, platform.Options).Map(routes);
        new WorkloadRoutes(workloads).Map(routes, Guarded);
        new ListRoutes(projects, workloads).Map(routes, Guarded);
        Credentials.Map(routes, Guarded);
        new PodLogRoute(platform, tokens).Map(routes);
    }

    public ValueTask DisposeAsync() => workloads.DisposeAsync();

    private RequestDelegate Guarded(RequestDelegate answer) => context =>
        tokens.Refuse(context.Request) is { } refusal
            ? context.AnswerMessageAsync(StatusCodes.Status401Unauthorized, refusal)
            : answer(context);
}
