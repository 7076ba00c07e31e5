using System.Collections.Concurrent;
using System.Net;
using Fairlead.Primitives;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Fairlead.Images.Cache.Saving;

/// <summary>
/// A registry on this machine's loopback that takes one image into a cache. An engine that pushes to it sends only the layers that the
/// cache lacks. It speaks as much of the OCI distribution specification as a push needs, for one repository, whose name is the key to it.
/// </summary>
internal sealed class ReceivingRegistry : IAsyncDisposable
{
    private readonly ImageStore store;
    private readonly string repository;
    private readonly BlobOffer offer;
    private readonly KestrelServer server;
    private readonly ConcurrentDictionary<string, Digest> uploads = [];
    private readonly ConcurrentDictionary<Digest, long> received = [];
    private readonly CancellationTokenSource failed = new();
    private volatile bool reached;

    private ReceivingRegistry(ImageStore store, string repository)
    {
        this.store = store;
        this.repository = repository;
        offer = new BlobOffer(store);
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = null;
        options.Limits.MinRequestBodyDataRate = null; // an engine compresses while it sends
        options.Listen(IPAddress.Loopback, 0);
        server = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
    }

    /// <summary>As an engine's client names the image that it pushes.</summary>
    public string Reference => $"{new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.Single()).Authority}/{repository}:save";

    /// <summary>True when anybody has asked for anything.</summary>
    public bool Reached => reached;

    /// <summary>The blobs that were uploaded, with their sizes.</summary>
    public IReadOnlyDictionary<Digest, long> Received => received;

    /// <summary>What was pushed under the tag; null before that.</summary>
    public Digest? Manifest { get; private set; }

    /// <summary>Why the cache could not take what was sent.</summary>
    public Exception? Fault { get; private set; }

    /// <summary>Cancelled when there is a <see cref="Fault"/>: the engine would try again for minutes.</summary>
    public CancellationToken Failed => failed.Token;

    public static async Task<ReceivingRegistry> StartAsync(ImageStore store, string repository, CancellationToken cancellationToken)
    {
        var registry = new ReceivingRegistry(store, repository);
        await registry.server.StartAsync(new HttpApplication(registry.AnswerAsync), cancellationToken);
        return registry;
    }

    public async ValueTask DisposeAsync()
    {
        // Whoever is still sending is not waited for.
        await server.StopAsync(new CancellationToken(canceled: true));
        server.Dispose();
        failed.Dispose();
    }

    private async Task AnswerAsync(HttpContext http)
    {
        reached = true;
        try
        {
            await RouteAsync(http);
        }
        catch (Exception exception) when (!http.RequestAborted.IsCancellationRequested && exception is not Microsoft.AspNetCore.Http.BadHttpRequestException)
        {
            Fault = exception;
            await failed.CancelAsync();
            http.Response.StatusCode = StatusCodes.Status403Forbidden;
        }
    }

    private Task RouteAsync(HttpContext http) => (http.Request.Method, http.Request.Path.Value!.Split('/')[1..]) switch
    {
        ("GET", ["v2", ""]) => Answer(http, StatusCodes.Status200OK),
        ("HEAD", ["v2", var name, "blobs", var blob]) when name == repository => LookAsync(http, DigestName.TryParse(blob)),
        ("POST", ["v2", var name, "blobs", "uploads", ""]) when name == repository => Begin(http),
        ("PATCH", ["v2", var name, "blobs", "uploads", var upload]) when name == repository => ReceiveAsync(http, upload),
        ("PUT", ["v2", var name, "blobs", "uploads", var upload]) when name == repository => FinishAsync(http, upload, DigestName.TryParse(http.Request.Query["digest"])),
        ("PUT", ["v2", var name, "manifests", var reference]) when name == repository => ReceiveManifestAsync(http, DigestName.TryParse(reference)),
        _ => Answer(http, StatusCodes.Status404NotFound),
    };

    private async Task LookAsync(HttpContext http, Digest? blob)
    {
        http.Response.ContentLength = blob is { } digest ? await offer.SizeOfAsync(digest, http.RequestAborted) : null;
        await Answer(http, http.Response.ContentLength is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, blob);
    }

    private Task Begin(HttpContext http)
    {
        http.Response.Headers.Location = $"/v2/{repository}/blobs/uploads/{Guid.NewGuid():N}";
        return Answer(http, StatusCodes.Status202Accepted);
    }

    /// <summary>Takes a blob in one piece, as every engine sends it; what it is called follows.</summary>
    private async Task ReceiveAsync(HttpContext http, string upload)
    {
        var (digest, size) = await store.AddAsync(http.Request.Body, expected: null, http.RequestAborted);
        if (!uploads.TryAdd(upload, digest))
        {
            await Answer(http, StatusCodes.Status416RangeNotSatisfiable);
            return;
        }

        received[digest] = size;
        http.Response.Headers.Location = http.Request.Path.Value;
        http.Response.Headers.Range = $"0-{size - 1}";
        await Answer(http, StatusCodes.Status202Accepted);
    }

    private async Task FinishAsync(HttpContext http, string upload, Digest? expected)
    {
        if (!uploads.TryGetValue(upload, out var digest))
        {
            (digest, var size) = await store.AddAsync(http.Request.Body, expected, http.RequestAborted);
            received[digest] = size;
        }

        http.Response.Headers.Location = $"/v2/{repository}/blobs/sha256:{digest}";
        await Answer(http, digest == expected ? StatusCodes.Status201Created : StatusCodes.Status400BadRequest, digest);
    }

    private async Task ReceiveManifestAsync(HttpContext http, Digest? expected)
    {
        var (digest, size) = await store.AddAsync(http.Request.Body, expected, http.RequestAborted);
        received[digest] = size;
        if (expected is null)
            Manifest = digest;
        http.Response.Headers.Location = $"/v2/{repository}/manifests/sha256:{digest}";
        await Answer(http, StatusCodes.Status201Created, digest);
    }

    private static Task Answer(HttpContext http, int status, Digest? content = null)
    {
        http.Response.StatusCode = status;
        if (content is { } digest)
            http.Response.Headers["Docker-Content-Digest"] = DigestName.Of(digest);
        return Task.CompletedTask;
    }
}
