using System.Net;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>Why a call to a control plane did not succeed.</summary>
/// <param name="Status">Null when no answer came.</param>
/// <param name="Words">The server's own message without secrets, or what happened to the connection.</param>
/// <param name="MayHaveHappened">What was asked for may have been done nevertheless.</param>
/// <param name="RetryAfter">How long the server wants to be left alone; null when it did not say.</param>
internal sealed record ApiFault(ApiFaultKind Kind, HttpStatusCode? Status, string Words, bool MayHaveHappened, TimeSpan? RetryAfter)
{
    /// <summary>The same call may succeed a little later.</summary>
    public bool IsPassing => Kind is ApiFaultKind.Throttled or ApiFaultKind.Server or ApiFaultKind.Unreachable;

    public static ApiFaultKind KindOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => ApiFaultKind.Unauthorized,
        HttpStatusCode.Forbidden => ApiFaultKind.Forbidden,
        HttpStatusCode.NotFound => ApiFaultKind.NotFound,
        HttpStatusCode.Conflict => ApiFaultKind.Conflict,
        HttpStatusCode.TooManyRequests => ApiFaultKind.Throttled,
        HttpStatusCode.RequestTimeout or >= HttpStatusCode.InternalServerError => ApiFaultKind.Server,
        _ => ApiFaultKind.Invalid,
    };
}
