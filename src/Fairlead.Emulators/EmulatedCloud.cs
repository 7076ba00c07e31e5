using System.Net;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Kubernetes;
using Fairlead.Emulators.Lepton;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.RunAi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Fairlead.Emulators;

/// <summary>Emulated control planes behind one server on loopback: run:ai at <c>/api/v1</c>, Lepton at <c>/api/v2/workspaces</c>, Kubernetes at <c>/kubernetes</c>. Disposing it ends all pods.</summary>
public sealed class EmulatedCloud : IAsyncDisposable
{
    private readonly WebApplication server;
    private readonly Platform platform;
    private readonly IReadOnlyList<IControlPlane> planes;

    private EmulatedCloud(EmulatorOptions options)
    {
        Requests = new RequestList(options.KeptRequests);
        Pods = new PodSet(options);
        platform = new Platform(options, Pods, new Volumes(options));
        RunAi = new RunAiPlane(platform);
        Lepton = new LeptonPlane(platform);
        Kubernetes = new KubernetesPlane(platform, RunAi);
        planes = [RunAi, Lepton, Kubernetes];
        server = Serve(options);
        server.Use(new RequestPipeline(Requests, Faults, options.Time).InvokeAsync);
        server.UseWebSockets();
        server.UseRouting();
        foreach (var plane in planes)
            plane.Map(server);
    }

    public Uri Address => new(server.Urls.Single());

    /// <summary>Answers that are not what they should be, on demand.</summary>
    public FaultList Faults { get; } = new();

    /// <summary>What has been asked.</summary>
    public RequestList Requests { get; }

    public RunAiPlane RunAi { get; }

    public LeptonPlane Lepton { get; }

    public KubernetesPlane Kubernetes { get; }

    /// <summary>The pods of all control planes.</summary>
    public PodSet Pods { get; }

    /// <summary>The directory that stands for a volume or claim.</summary>
    public string VolumeDirectory(string name) => platform.Volumes.DirectoryOf(name);

    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<EmulatedCloud> StartAsync(EmulatorOptions options, CancellationToken cancellationToken = default)
    {
        var cloud = new EmulatedCloud(options);
        try
        {
            await cloud.server.StartAsync(cancellationToken);
            return cloud;
        }
        catch
        {
            await cloud.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var plane in planes)
            await plane.DisposeAsync();
        await Pods.DisposeAsync();
        await server.DisposeAsync();
    }

    private static WebApplication Serve(EmulatorOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddRouting();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.AddServerHeader = false;
        });
        return builder.Build();
    }
}
