using System.Text.Encodings.Web;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>The words of a server that refused or failed.</summary>
internal static class ServerMessage
{
    private const int LongestShown = 500;

    private static readonly string[] Keys = ["message", "error_description", "error", "detail", "details"];

    /// <summary>The message in the body, on one line, with every secret masked.</summary>
    public static string Of(string body, IEnumerable<Secret> secrets) => Shown(Message(body) ?? body, secrets);

    /// <summary>The message in the body; nothing when it has none.</summary>
    public static string WithoutBody(string body, IEnumerable<Secret> secrets) => Shown(Message(body) ?? "", secrets);

    /// <summary>Text on one line, with every secret masked, also where JSON or an address has it escaped.</summary>
    public static string Shown(string text, IEnumerable<Secret> secrets)
    {
        foreach (var value in secrets.Select(secret => secret.Reveal()).SelectMany(Forms).Where(value => value.Length > 0).OrderByDescending(value => value.Length))
            text = text.Replace(value, Secret.Mask, StringComparison.Ordinal);
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length > LongestShown ? $"{words[..LongestShown]}..." : words;
    }

    private static string[] Forms(string value) =>
    [
        value,
        JsonEncodedText.Encode(value).ToString(),
        JsonEncodedText.Encode(value, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString(),
        Uri.EscapeDataString(value),
    ];

    private static string? Message(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return Keys.Select(key => TextOf(json.RootElement, key)).FirstOrDefault(text => text is { Length: > 0 });
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
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
