using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>The words of a server that refused or failed.</summary>
internal static class ServerMessage
{
    private const int LongestShown = 500;

    private static readonly string[] Keys = ["message", "error_description", "error", "detail", "details"];

    /// <summary>The message in the body, on one line, with every secret masked.</summary>
    public static string Of(string body, IEnumerable<Secret> secrets)
    {
        var words = string.Join(' ', Text(body).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        foreach (var value in secrets.Select(secret => secret.Reveal()).Where(value => value.Length > 0).OrderByDescending(value => value.Length))
            words = words.Replace(value, Secret.Mask, StringComparison.Ordinal);
        return words.Length > LongestShown ? $"{words[..LongestShown]}..." : words;
    }

    private static string Text(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Keys.Select(key => TextOf(json.RootElement, key)).FirstOrDefault(text => text is { Length: > 0 }) ?? body;
        }
        catch (JsonException)
        {
            return body;
        }
    }

    private static string? TextOf(JsonElement root, string key) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty(key, out var value)
            ? value.ValueKind switch
            {
                JsonValueKind.String => value.GetString(),
                JsonValueKind.Object => TextOf(value, "message"),
                _ => null,
            }
            : null;
}
