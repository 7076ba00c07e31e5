using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>Reads what an engine or its client printed.</summary>
public static class EngineAnswer
{
    private const int CharactersShown = 200;

    /// <param name="expected">What it should be, for messages.</param>
    /// <exception cref="FairleadException">It is something else; the problem names the place in it.</exception>
    public static T Read<T>(string text, JsonTypeInfo<T> type, string expected)
    {
        try
        {
            return StrictJson.Read(text, type);
        }
        catch (JsonException exception)
        {
            throw Unexpected(expected, text, exception);
        }
    }

    internal static FairleadException Unexpected(string expected, string text, Exception? exception = null)
    {
        var found = text.Trim() is { Length: > CharactersShown } longer ? longer[..CharactersShown] + "…" : text.Trim();
        return FairleadException.Stage($"expected {expected}, found '{found}'{(exception is null ? "" : $": {exception.Message}")}", "container_client names docker or podman", exception);
    }
}
