using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.RunAi;

/// <summary>The tokens given out, and until when they are good.</summary>
internal sealed class Tokens(EmulatorOptions options)
{
    private const string Scheme = "Bearer ";
    private readonly ConcurrentDictionary<string, DateTimeOffset> issued = new();

    /// <summary>A new token; null when the credentials are not the client's.</summary>
    public string? Issue(string? client, string? secret)
    {
        if (client != options.ClientId || secret != options.Secret)
            return null;
        var token = RandomNumberGenerator.GetHexString(64, lowercase: true);
        issued[token] = options.Time.GetUtcNow() + options.TokenLife;
        return token;
    }

    /// <summary>Null when the request carries a good token; else what is wrong with it.</summary>
    public string? Refuse(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return "the request carries no bearer token";
        if (!issued.TryGetValue(header[Scheme.Length..], out var expiry))
            return "Issuer is not familiar.";
        return options.Time.GetUtcNow() < expiry ? null : "the token has expired";
    }
}
