using System.Net;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Http;

/// <summary>Answers calls in order, and remembers them. The last answer serves all further calls.</summary>
internal sealed class ScriptedServer(params Func<HttpResponseMessage>[] answers) : HttpMessageHandler
{
    public static readonly Uri Root = new("https://control.test/api/v1/");

    private HttpClient? http;

    /// <summary>What was asked: method, path and query, body, token.</summary>
    public List<(string Call, string Body, string? Token)> Asked { get; } = [];

    public static Func<HttpResponseMessage> Says(HttpStatusCode status, string body = "{}", TimeSpan? retryAfter = null) => () =>
    {
        var answer = new HttpResponseMessage(status) { Content = new StringContent(body) };
        answer.Headers.RetryAfter = retryAfter is { } wish ? new(wish) : null;
        return answer;
    };

    public static Func<HttpResponseMessage> Breaks(HttpRequestError error) => () => throw new HttpRequestException(error, "the connection broke");

    public ApiConnection Connection(TimeProvider? time = null) => new(http ??= new HttpClient(this, disposeHandler: false), TimeSpan.FromSeconds(30), time ?? new HastyTime(1000));

    public ApiClient Client(IApiCredentials? credentials = null) => new(Root, credentials ?? new NoCredentials("log in"), Connection());

    protected override void Dispose(bool disposing)
    {
        http?.Dispose();
        base.Dispose(disposing);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var body = request.Content is { } content ? await content.ReadAsStringAsync(cancellationToken) : "";
        Asked.Add(($"{request.Method} {request.RequestUri!.PathAndQuery}", body, request.Headers.Authorization?.Parameter));
        return answers[Math.Min(Asked.Count, answers.Length) - 1]();
    }
}
