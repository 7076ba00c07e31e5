using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>Turns what went wrong with a call into what a caller and a person need to know.</summary>
internal sealed class ApiFaults(ApiCall call, Secret? token, string tokenRemedy, bool answersAreSecret, ApiConnection connection)
{
    private readonly ImmutableArray<Secret> secrets = token is null ? call.Body.Secrets : [.. call.Body.Secrets, token];

    private string Through => connection.ProxyFor(call.Address) is { } proxy ? $" through the proxy {proxy}" : "";

    public async Task<ApiFaultException> OfAnswerAsync(HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var body = await AnswerText.ReadBeginningAsync(answer.Content, cancellationToken);
        var words = answersAreSecret ? ServerMessage.WithoutBody(body, secrets) : ServerMessage.Of(body, secrets);
        var kind = ApiFault.KindOf(answer.StatusCode);
        return Of(new ApiFault(kind, answer.StatusCode, words, MayHaveHappened: kind is ApiFaultKind.Server, RetryAfterOf(answer)));
    }

    /// <param name="exception">Of the reader. Its words and its path may hold a piece of the body, so it goes no further.</param>
    public ApiFaultException OfUnreadable(HttpStatusCode status, string body, Exception exception) => answersAreSecret
        ? Of(new ApiFault(ApiFaultKind.Server, status, $"expected JSON as documented, found something else{PlaceOf(exception)}; it is not shown, for it may hold a credential", MayHaveHappened: true, null))
        : Of(new ApiFault(ApiFaultKind.Server, status, $"expected JSON, found '{ServerMessage.Of(body, secrets)}': {ServerMessage.Shown(exception.Message, secrets)}", MayHaveHappened: true, null));

    public ApiFaultException OfTimeout(TimeSpan limit, Exception exception) =>
        Of(new ApiFault(ApiFaultKind.Unreachable, null, $"no answer within {limit.TotalSeconds:0.#} s{Through}", MayHaveHappened: true, null), exception);

    public ApiFaultException OfConnection(Exception exception)
    {
        if (exception is HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded })
            return Of(new ApiFault(ApiFaultKind.Invalid, null, $"the answer is too large: {exception.Message}", MayHaveHappened: true, null), exception);
        var neverSent = exception is HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError or HttpRequestError.SecureConnectionError };
        var words = exception.InnerException is { } inner ? $"{exception.Message.TrimEnd('.')}: {inner.Message}" : exception.Message;
        return Of(new ApiFault(ApiFaultKind.Unreachable, null, words + Through, MayHaveHappened: !neverSent, null), exception);
    }

    private static string PlaceOf(Exception exception) =>
        exception is JsonException { BytePositionInLine: { } position, LineNumber: { } line } ? string.Create(CultureInfo.InvariantCulture, $" at byte {position} of line {line + 1}") : "";

    private ApiFaultException Of(ApiFault fault, Exception? inner = null) => new(fault, call.Name, RemedyFor(fault.Kind), inner);

    private string RemedyFor(ApiFaultKind kind) => kind switch
    {
        ApiFaultKind.Unauthorized => tokenRemedy,
        ApiFaultKind.Forbidden => "ask whoever gives rights there for this one",
        ApiFaultKind.Throttled or ApiFaultKind.Server => "run the same command again later",
        ApiFaultKind.Unreachable => $"see that {call.Address.GetLeftPart(UriPartial.Authority)} can be reached from here; then run the same command again",
        _ => "correct what the server names",
    };

    private TimeSpan? RetryAfterOf(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > connection.Time.GetUtcNow() => date - connection.Time.GetUtcNow(),
        _ => null,
    };
}
