using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Fairlead.Testing;

/// <summary>Stands in front of a registry: counts what it is asked, and answers some of it with faults.</summary>
public sealed class FaultyRegistry : IAsyncDisposable
{
    private static readonly string[] OfConnections = ["Connection", "Keep-Alive", "Transfer-Encoding"];
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false });
    private readonly ConcurrentQueue<RegistryRequest> requests = new();
    private readonly Uri registry;
    private readonly WebApplication server;
    private Func<RegistryRequest, bool> isFaulty = _ => false;
    private RegistryFault fault = RegistryFault.InternalError;
    private int faultsLeft;

    private FaultyRegistry(ImageRegistry registry)
    {
        this.registry = new Uri($"http://{registry.Host}");
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        server = builder.Build();
        server.Run(AnswerAsync);
    }

    /// <summary>The first part of the names of its images, with the port.</summary>
    public string Host => new Uri(server.Urls.Single()).Authority;

    /// <summary>Everything it was asked, faults included.</summary>
    public IReadOnlyCollection<RegistryRequest> Requests => requests;

    public static async Task<FaultyRegistry> StartAsync(ImageRegistry registry)
    {
        var faulty = new FaultyRegistry(registry);
        await faulty.server.StartAsync();
        return faulty;
    }

    /// <summary>Answers the next <paramref name="times"/> matching requests so.</summary>
    public void Answer(Func<RegistryRequest, bool> matching, RegistryFault with, int times = int.MaxValue) =>
        (isFaulty, fault, faultsLeft) = (matching, with, times);

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = new RegistryRequest(context.Request.Method, context.Features.Get<IHttpRequestFeature>()!.RawTarget);
        requests.Enqueue(request);
        if (isFaulty(request) && Interlocked.Decrement(ref faultsLeft) >= 0)
            await fault.AnswerAsync(context);
        else
            await PassOnAsync(request, context);
    }

    // The registry sees the host that was asked, and names it when it says where an upload goes on.
    private async Task PassOnAsync(RegistryRequest request, HttpContext context)
    {
        using var question = new HttpRequestMessage(new HttpMethod(request.Method), new Uri(registry, request.Path));
        question.Content = new StreamContent(context.Request.Body);
        foreach (var (name, values) in context.Request.Headers.Where(header => !OfConnections.Contains(header.Key)))
            if (!question.Headers.TryAddWithoutValidation(name, values.AsEnumerable()))
                question.Content.Headers.TryAddWithoutValidation(name, values.AsEnumerable());
        if (!context.Features.GetRequiredFeature<IHttpRequestBodyDetectionFeature>().CanHaveBody)
            question.Content = null;
        using var answer = await client.SendAsync(question, HttpCompletionOption.ResponseHeadersRead, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        foreach (var (name, values) in answer.Headers.Concat(answer.Content.Headers).Where(header => !OfConnections.Contains(header.Key)))
            context.Response.Headers[name] = values.ToArray();
        if (request.Method != HttpMethods.Head)
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
