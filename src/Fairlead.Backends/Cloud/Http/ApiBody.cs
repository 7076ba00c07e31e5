using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>What is sent with a call.</summary>
/// <param name="Content">Made anew for each attempt.</param>
/// <param name="Secrets">The values in it that no message may repeat.</param>
internal sealed record ApiBody(Func<HttpContent> Content, ImmutableArray<Secret> Secrets)
{
    public static readonly ApiBody None = new(() => new ByteArrayContent([]), []);

    public static ApiBody Json(string json, params ImmutableArray<Secret> secrets) =>
        new(() => new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json")), secrets);
}
