using System.Net;
using System.Net.Sockets;
using System.Text;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Testing;
using static Fairlead.Backends.Tests.Cloud.Http.ScriptedServer;

namespace Fairlead.Backends.Tests.Cloud.Http;

/// <summary>Control planes that take a call and do not go on, and what stands between: nothing is waited for without an end, or without a word.</summary>
public sealed class SilentControlPlanes
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(300);
    private readonly List<string> told = [];

    [TestCase("", TestName = "{m}(no headers)")]
    [TestCase("HTTP/1.1 200 OK\r\nX: ", TestName = "{m}(half of the headers)")]
    [TestCase("HTTP/1.1 500 Broken\r\nContent-Length: 100\r\n\r\n{\"mess", TestName = "{m}(half of an error)")]
    public async Task A_stream_that_does_not_begin_is_given_up(string beginning)
    {
        await using var server = new HalfServer(beginning, drips: beginning.Contains("500", StringComparison.Ordinal));
        var fault = await Assert.ThrowsAsync<ApiFaultException>(() => server.Client(Connection(server.Http, Short)).OpenStreamAsync("log", CancellationToken.None));
        Assert.That(fault!.Message, Does.Contain("no answer within 0.3 s"));
    }

    [Test]
    public async Task A_stream_that_stops_is_given_up()
    {
        await using var server = new HalfServer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[rank 0] begun\n");
        await using var stream = await server.Client(Connection(server.Http, Short)).OpenStreamAsync("log", CancellationToken.None);
        using var reader = new StreamReader(stream);
        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("[rank 0] begun"));
        Assert.That((await Assert.ThrowsAsync<IOException>(reader.ReadLineAsync))!.Message, Does.Contain("/log: nothing has come for 0.3 s"));
    }

    [Test]
    public async Task Whoever_waits_is_told_for_what_and_until_when()
    {
        await using var server = new HalfServer("");
        await Assert.CatchAsync(() => server.Client(Connection(server.Http, TimeSpan.FromSeconds(3))).CreateAsync("jobs", ApiBody.None, AnyJson.Default.JsonObject, CancellationToken.None));
        Assert.That(told, Is.EqualTo(new[] { "waiting for 127.0.0.1 to answer, at most 3 s" }));
    }

    [Test]
    public async Task Attempts_that_are_made_again_are_told_of()
    {
        using var server = new ScriptedServer(Breaks(HttpRequestError.ConnectionError));
        var client = new ApiClient(Root, new NoCredentials("log in"), server.Connection() with { Tell = told.Add });
        await Assert.CatchAsync(() => client.GetAsync("jobs", AnyJson.Default.JsonObject, CancellationToken.None));
        Assert.That(told, Has.Count.EqualTo(3));
        Assert.That(told[0], Does.StartWith("GET https://control.test/api/v1/jobs: the connection broke; attempt 3 of 5 in ").And.EndsWith(" s"));
    }

    [TestCase("http://127.0.0.1:8080/", null)]
    [TestCase("http://localhost/", null)]
    [TestCase("http://[::1]/", null)]
    [TestCase("https://exempt.test/", null)]
    [TestCase("https://control.test/", "http://proxy.test:3128")]
    public void This_machine_is_reached_without_a_proxy(string address, string? expected)
    {
        var proxy = new ProxyElsewhere(new WebProxy("http://user:word@proxy.test:3128", BypassOnLocal: false, [@"exempt\.test"]));
        Assert.That(proxy.Name(new Uri(address)), Is.EqualTo(expected));
        Assert.That(proxy.IsBypassed(new Uri(address)), Is.EqualTo(expected is null));
    }

    [Test]
    public async Task A_server_of_this_machine_gets_its_calls_though_a_proxy_is_set()
    {
        await using var server = new HalfServer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        using var handler = new SocketsHttpHandler { Proxy = new ProxyElsewhere(new WebProxy("http://127.0.0.1:9")) };
        using var http = new HttpClient(handler, disposeHandler: false);
        await server.Client(Connection(http, TimeSpan.FromSeconds(30))).GetAsync("jobs", AnyJson.Default.JsonObject, CancellationToken.None);
        Assert.That(server.Received, Does.StartWith("GET /jobs HTTP/1.1"));
    }

    [Test]
    public async Task A_proxy_that_fails_is_named()
    {
        using var server = new ScriptedServer(Breaks(HttpRequestError.ProxyTunnelError));
        var client = new ApiClient(Root, new NoCredentials("log in"), server.Connection() with { ProxyFor = _ => "http://proxy.test:3128" });
        var fault = await Assert.CatchAsync(() => client.CreateAsync("jobs", ApiBody.None, AnyJson.Default.JsonObject, CancellationToken.None));
        Assert.That(fault!.Message, Does.Contain("the connection broke through the proxy http://proxy.test:3128"));
    }

    private ApiConnection Connection(HttpClient http, TimeSpan limit) => new(http, limit, new HastyTime(1000)) { Tell = told.Add };

    /// <summary>Answers every connection with the same bytes, and leaves it open.</summary>
    private sealed class HalfServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly CancellationTokenSource ended = new();
        private readonly Task serving;

        public HalfServer(string answer, bool drips = false)
        {
            listener.Start();
            serving = ServeAsync(Encoding.ASCII.GetBytes(answer), drips);
        }

        public HttpClient Http { get; } = new(new SocketsHttpHandler { UseProxy = false });

        public string Received { get; private set; } = "";

        public ApiClient Client(ApiConnection connection) =>
            new(new Uri($"http://{listener.LocalEndpoint}/"), new NoCredentials("log in"), connection);

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Http.Dispose();
            listener.Dispose();
            ended.Dispose();
        }

        private async Task ServeAsync(byte[] answer, bool drips)
        {
            var connections = new List<TcpClient>();
            try
            {
                while (true)
                {
                    var connection = await listener.AcceptTcpClientAsync(ended.Token);
                    connections.Add(connection);
                    var request = new byte[4096];
                    Received = Encoding.ASCII.GetString(request, 0, await connection.GetStream().ReadAsync(request, ended.Token));
                    await connection.GetStream().WriteAsync(answer, ended.Token);
                    for (; drips; await Task.Delay(20, ended.Token))
                        await connection.GetStream().WriteAsync("a"u8.ToArray(), ended.Token);
                }
            }
            catch (IOException)
            {
                // The client has given up.
            }
            finally
            {
                connections.ForEach(connection => connection.Dispose());
            }
        }
    }
}
