using System.Text.Json.Nodes;

namespace Fairlead.Testing;

/// <summary>A document with one thing wrong: each member and item gone, null, of another type or far too large, and what stands in its place as a whole.</summary>
public static class JsonDamage
{
    private const int Huge = 100_000;

    // No writer of JSON writes it.
    private const string Half = "HALF-A-CHARACTER";

    private static readonly string[] Whole = ["", "null", "[]", "{}", "7", "\"text\"", "true", "[null]", "{\"a\":", "<html>proxy</html>", "\u0000", "\"\\ud800\"", "{} {}", "[[[[[[[[]]]]]]]]", "{\"a\":1,\"a\":2}"];

    private static readonly (string What, Func<JsonNode?> Make)[] Values =
    [
        ("null", () => null),
        ("a number", () => JsonValue.Create(7)),
        ("less than nothing", () => JsonValue.Create(-1)),
        ("beyond all numbers", () => JsonNode.Parse("1e99")),
        ("a fraction", () => JsonValue.Create(0.5)),
        ("a text", () => JsonValue.Create("soon")),
        ("no text", () => JsonValue.Create("")),
        ("a way out", () => JsonValue.Create("../../../evil")),
        ("a line feed", () => JsonValue.Create("a\nb")),
        ("half a character", () => JsonValue.Create(Half)),
        ("a flag", () => JsonValue.Create(true)),
        ("a list", () => new JsonArray(null, 1)),
        ("an object", () => new JsonObject { ["unheard_of"] = 1 }),
        ("huge", () => JsonValue.Create(new string('x', Huge))),
    ];

    /// <summary>What is wrong with it, and the document.</summary>
    public static IEnumerable<(string What, string Text)> Of(string document)
    {
        foreach (var text in Whole)
            yield return ($"'{text}' in its place", text);
        yield return ("cut in the middle", document[..(document.Length / 2)]);
        foreach (var place in Places(JsonNode.Parse(document)!))
        {
            yield return ($"without {place}", With(document, place, node => Remove(node)));
            foreach (var (what, make) in Values)
                yield return ($"{what} at {place}", With(document, place, node => node.ReplaceWith(make())));
        }
    }

    private static IEnumerable<string> Places(JsonNode node)
    {
        var children = node switch
        {
            JsonObject members => members.Select(member => member.Value),
            JsonArray items => items.Take(1),
            _ => [],
        };
        return children.OfType<JsonNode>().SelectMany(child => Places(child).Prepend(child.GetPath()));
    }

    private static string With(string document, string place, Action<JsonNode> damage)
    {
        var root = JsonNode.Parse(document)!;
        damage(Nodes(root).First(node => node.GetPath() == place));
        return root.ToJsonString().Replace(Half, "\\ud800", StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Nodes(JsonNode node) => (node switch
    {
        JsonObject members => members.Select(member => member.Value),
        JsonArray items => items,
        _ => [],
    }).OfType<JsonNode>().SelectMany(Nodes).Prepend(node);

    private static void Remove(JsonNode node)
    {
        if (node.Parent is JsonObject members)
            members.Remove(node.GetPropertyName());
        else
            node.Parent!.AsArray().Remove(node);
    }
}
