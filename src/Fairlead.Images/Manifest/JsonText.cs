using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>A JSON value that is kept and not looked into: by its canonical text, so that equal values are equal.</summary>
public sealed record JsonText
{
    public static readonly JsonText EmptyObject = new("{}");

    private readonly string text;

    private JsonText(string text) => this.text = text;

    public static JsonText Of(JsonNode? node) => new(CanonicalJson.Write(node));

    /// <exception cref="JsonException">The text is no JSON.</exception>
    public static JsonText Parse(string text) => Of(JsonNode.Parse(text));

    /// <summary>A copy of the caller's own.</summary>
    public JsonNode? ToNode() => JsonNode.Parse(text);

    public override string ToString() => text;
}
