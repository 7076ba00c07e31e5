using System.Collections.Immutable;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;
using Polly;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>Calls to one control plane. Paths are below its root and escaped already; every failure is an <see cref="ApiFaultException"/>.</summary>
/// <param name="root">Ends in a slash. Tokens go there: settings give only https, and loopback.</param>
internal sealed class ApiClient(Uri root, IApiCredentials credentials, ApiConnection connection)
{
    private readonly ResiliencePipeline patiently = ApiPatience.Of(connection);

    /// <summary>The server hands out credentials: of what it answers nothing is quoted.</summary>
    public bool AnswersAreSecret { get; init; }

    /// <summary>Sent with every call.</summary>
    public ImmutableDictionary<string, string> Headers { get; init; } = ImmutableDictionary<string, string>.Empty;

    public Task<T> GetAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, ApiBody.None, type, cancellationToken);

    /// <summary>For calls that may be repeated: what passes is tried five times.</summary>
    public Task<T> SendAsync<T>(HttpMethod method, string path, ApiBody body, JsonTypeInfo<T> type, CancellationToken cancellationToken) =>
        PatientlyAsync(new ApiCall(method, new Uri(root, path), body), text => Read(text, type), cancellationToken);

    /// <summary>The same, where the answer says no more than that all is well.</summary>
    public Task SendAsync(HttpMethod method, string path, ApiBody body, CancellationToken cancellationToken) =>
        PatientlyAsync(new ApiCall(method, new Uri(root, path), body), text => text, cancellationToken);

    /// <summary>One attempt. Whoever sees it fail looks whether it happened before it is made again.</summary>
    public Task<T> CreateAsync<T>(string path, ApiBody body, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        var call = new ApiCall(HttpMethod.Post, new Uri(root, path), body);
        return WithTokenAsync(token => OnceAsync(call, token, text => Read(text, type), cancellationToken), cancellationToken);
    }

    /// <summary>One attempt, and a stream that may take as long as it gets on.</summary>
    /// <param name="longestSilence">How long it may give nothing; null: as long as an attempt may take.</param>
    public Task<Stream> OpenStreamAsync(string path, CancellationToken cancellationToken, TimeSpan? longestSilence = null)
    {
        var call = new ApiCall(HttpMethod.Get, new Uri(root, path), ApiBody.None);
        return WithTokenAsync(token => OnceAsync(call, token, (faults, limit) => OpenAsync(token, faults, limit), cancellationToken), cancellationToken);

        async Task<Stream> OpenAsync(Secret? token, ApiFaults faults, CancellationToken limit)
        {
            var answer = await ExchangeAsync(call, token, HttpCompletionOption.ResponseHeadersRead, faults, limit);
            return new WatchedStream(await answer.Content.ReadAsStreamAsync(limit), call.Name, longestSilence ?? connection.AttemptLimit);
        }
    }

    private Task<T> PatientlyAsync<T>(ApiCall call, Func<string, T> read, CancellationToken cancellationToken) => WithTokenAsync(
        token => patiently.ExecuteAsync(async stop => await OnceAsync(call, token, read, stop), cancellationToken).AsTask(),
        cancellationToken);

    /// <summary>A token that is refused is renewed, once.</summary>
    private async Task<T> WithTokenAsync<T>(Func<Secret?, Task<T>> call, CancellationToken cancellationToken)
    {
        var token = await credentials.GetTokenAsync(rejected: null, cancellationToken);
        try
        {
            return await call(token);
        }
        catch (ApiFaultException exception) when (exception.Fault.Kind == ApiFaultKind.Unauthorized && token is not null)
        {
            var renewed = await credentials.GetTokenAsync(rejected: token, cancellationToken);
            if (renewed == token)
                throw;
            return await call(renewed);
        }
    }

    private Task<T> OnceAsync<T>(ApiCall call, Secret? token, Func<string, T> read, CancellationToken cancellationToken) => OnceAsync(
        call,
        token,
        async (faults, limit) =>
        {
            using var answer = await ExchangeAsync(call, token, HttpCompletionOption.ResponseContentRead, faults, limit);
            return Parse(answer.StatusCode, await AnswerText.ReadAsync(answer.Content, limit), read, faults);
        },
        cancellationToken);

    private async Task<T> OnceAsync<T>(ApiCall call, Secret? token, Func<ApiFaults, CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        var faults = new ApiFaults(call, token, credentials.Remedy, AnswersAreSecret, connection);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(connection.AttemptLimit);
        try
        {
            var answer = attempt(faults, limit.Token);
            await Waiting.ForAsync(answer, $"{call.Address.Host} to answer", connection.AttemptLimit, connection.Tell);
            return await answer;
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw faults.OfTimeout(connection.AttemptLimit, exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw faults.OfConnection(exception);
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(ApiCall call, Secret? token, HttpCompletionOption completion, ApiFaults faults, CancellationToken cancellationToken)
    {
        using var request = call.Request(token, Headers);
        var answer = await connection.Http.SendAsync(request, completion, cancellationToken);
        if (answer.IsSuccessStatusCode)
            return answer;
        using (answer)
            throw await faults.OfAnswerAsync(answer, cancellationToken);
    }

    private static T Parse<T>(HttpStatusCode status, string text, Func<string, T> read, ApiFaults faults)
    {
        try
        {
            return read(text);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw faults.OfUnreadable(status, text, exception);
        }
    }

    private static T Read<T>(string text, JsonTypeInfo<T> type) => JsonSerializer.Deserialize(text, type) ?? throw new JsonException("it is null");
}
