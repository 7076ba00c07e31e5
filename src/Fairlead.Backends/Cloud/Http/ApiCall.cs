using System.Collections.Immutable;
using System.Net.Http.Headers;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>What is asked of a control plane.</summary>
internal sealed record ApiCall(HttpMethod Method, Uri Address, ApiBody Body)
{
    /// <summary>For messages: without the query, which is long and says little.</summary>
    public string Name => $"{Method} {Address.GetLeftPart(UriPartial.Path)}";

    public HttpRequestMessage Request(Secret? token, ImmutableDictionary<string, string> headers)
    {
        var request = new HttpRequestMessage(Method, Address);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        if (Body != ApiBody.None)
            request.Content = Body.Content();
        return request;
    }
}
