using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Fairlead.Images.Cache;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Rendezvous.Wire;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Preparation;

/// <summary>
/// Layers over connections that know the job's secret. A caller writes <c>FETCH digest</c>; the answer is <c>BLOB size</c> and so many bytes, or
/// <c>MISSING</c>. The bytes are not signed: their digest says whether they are right.
/// </summary>
internal sealed class LayerExchange : ILayerExchange
{
    private const string Purpose = "layers";
    private const int Attempts = 3;
    private static readonly PortRange AnyPort = new(0, 1);

    private readonly ConcurrentDictionary<Digest, Lazy<Task>> fetching = new();
    private readonly JobTopology topology;
    private readonly Caller self;
    private readonly JobSecret secret;
    private readonly RendezvousLimits limits;
    private readonly ImageStore cache;
    private readonly TimeProvider time;
    private readonly GuardedListener? listener;
    private (string Address, ImmutableDictionary<Digest, CachedBlob> Blobs)? relay;

    /// <param name="serves">Where to listen for ranks that fetch from this one; null: none does.</param>
    public LayerExchange(JobTopology topology, JobSecret secret, RendezvousLimits limits, ImageStore cache, IPAddress? serves, TimeProvider time, Action<string> log)
    {
        this.topology = topology;
        self = Caller.Of(topology, Purpose);
        this.secret = secret;
        this.limits = limits;
        this.cache = cache;
        this.time = time;
        if (serves is not null)
            listener = AuthenticatedListener.Open(serves, AnyPort, topology.World, secret, limits, time, log, Misfit, ServeAsync);
    }

    public string? Address => listener?.EndPoint.ToString();

    public void RelayFrom(string address, IEnumerable<CachedBlob> blobs) => relay = (address, blobs.DistinctBy(blob => blob.Digest).ToImmutableDictionary(blob => blob.Digest));

    public Task BringAsync(CachedBlob blob, string address, CancellationToken cancellationToken) => cache.Has(blob)
        ? Task.CompletedTask
        : fetching.GetOrAdd(blob.Digest, _ => new Lazy<Task>(() => FetchAsync(blob, address, cancellationToken))).Value;

    public ValueTask DisposeAsync() => listener?.DisposeAsync() ?? ValueTask.CompletedTask;

    private Message.Nope? Misfit(Caller caller) => caller.Misfit(topology, Purpose);

    private async Task FetchAsync(CachedBlob blob, string address, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await FetchOnceAsync(blob, address, cancellationToken);
                return;
            }
            catch (Exception exception) when (Ending.Is(exception) && !cancellationToken.IsCancellationRequested)
            {
                if (attempt == Attempts)
                    throw FairleadException.Stage($"{blob.Digest} could not be fetched from {address}: {exception.Message}", "look at the log of the rank there, and at the network between the nodes", exception);
            }
        }
    }

    private async Task FetchOnceAsync(CachedBlob blob, string address, CancellationToken cancellationToken)
    {
        using var connection = await Dialer.CallAsync(IPEndPoint.Parse(address), secret, self, limits, time, cancellationToken);
        await connection.WriteAsync($"FETCH {blob.Digest}", cancellationToken);
        var answer = await connection.ReadAsync(cancellationToken);
        if (answer != $"BLOB {Text(blob.Size)}")
            throw new WireException($"expected BLOB {Text(blob.Size)}, found {answer ?? "the end"}");
        await using var content = new BoundedInput(connection.Input, blob.Size, limits.Silence, time);
        await cache.AddAsync(content, blob.Digest, cancellationToken);
    }

    private async Task ServeAsync(AuthenticatedConnection connection, CancellationToken cancellationToken)
    {
        if ((await connection.ReadAsync(cancellationToken))?.Split(' ') is not ["FETCH", var name] || !Digest.TryParse(name, out var digest))
            throw new WireException("expected FETCH and a digest");
        if (relay is { } from && from.Blobs.TryGetValue(digest, out var blob))
            await BringAsync(blob, from.Address, cancellationToken);
        await using var file = Open(digest);
        await connection.WriteAsync(file is null ? "MISSING" : $"BLOB {Text(file.Length)}", cancellationToken);
        if (file is not null)
            await file.CopyToAsync(connection.Output, cancellationToken);
        connection.EndOutput();
    }

    private FileStream? Open(Digest digest)
    {
        try
        {
            return new FileStream(cache.PathOf(digest), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan | FileOptions.Asynchronous);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
