namespace Fairlead.Backends.Cloud.Http;

/// <summary>How this process speaks HTTP: certificates are checked, and nobody is sent elsewhere with a token.</summary>
/// <param name="AttemptLimit">How long one attempt at a call may take, on the wall clock.</param>
/// <param name="Time">For pauses between attempts.</param>
internal sealed record ApiConnection(HttpClient Http, TimeSpan AttemptLimit, TimeProvider Time)
{
    private const long LargestAnswer = 64 << 20;
    private static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);

    private static readonly ProxyElsewhere Proxy = new(HttpClient.DefaultProxy);

    private static readonly SocketsHttpHandler Handler = new()
    {
        Proxy = Proxy,
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    // Without a limit of its own: streams go on for as long as a job runs.
    private static readonly HttpClient Shared = new(Handler) { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = LargestAnswer };

    /// <summary>Takes a line of progress.</summary>
    public Action<string> Tell { get; init; } = _ => { };

    /// <summary>The proxy that leads to a server, for messages; null: none.</summary>
    public Func<Uri, string?> ProxyFor { get; init; } = _ => null;

    public static ApiConnection Of(TimeProvider time, Action<string>? tell = null) => new(Shared, DefaultLimit, time) { Tell = tell ?? (_ => { }), ProxyFor = Proxy.Name };
}
