using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Images.Manifest;

/// <summary>A place in a JSON tree and what is there.</summary>
/// <param name="Path">From the root, such as <c>context.tools.0.name</c>.</param>
/// <param name="Name">The last part of the path.</param>
internal sealed record JsonPlace(string Path, string Name, JsonNode Parent, JsonNode? Value)
{
    /// <summary>Null when there is no text.</summary>
    public string? Text => Value?.GetValueKind() == JsonValueKind.String ? Value.GetValue<string>() : null;

    /// <summary>Every place below a node, each before those below it.</summary>
    public static IEnumerable<JsonPlace> Below(JsonNode root, string path = "") =>
        Directly(root, path).SelectMany(place => place.Value is null ? [place] : Below(place.Value, $"{place.Path}.").Prepend(place));

    public static IEnumerable<JsonPlace> Directly(JsonNode node, string path) => node switch
    {
        JsonObject members => members.Select(member => new JsonPlace($"{path}{member.Key}", member.Key, node, member.Value)),
        JsonArray items => items.Select((item, index) => (Index: index.ToString(CultureInfo.InvariantCulture), Item: item)).Select(at => new JsonPlace($"{path}{at.Index}", at.Index, node, at.Item)),
        _ => [],
    };

    /// <summary>Of a member of an object.</summary>
    public void Replace(JsonNode value) => Parent.AsObject()[Name] = value;

    public void Remove()
    {
        if (Parent is JsonObject members)
            members.Remove(Name);
        else
            Parent.AsArray().Remove(Value);
    }
}
