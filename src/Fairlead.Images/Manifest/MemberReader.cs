using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>Takes the known members out of an object, says where they are not what they should be, and leaves the rest.</summary>
internal sealed class MemberReader(string path, JsonObject members)
{
    private readonly JsonObject left = members.DeepClone().AsObject();

    /// <exception cref="FairleadException">The value is no object.</exception>
    public static MemberReader Of(string path, JsonNode? node) => new(path, node as JsonObject ?? throw Fault(path, "an object", node));

    public static FairleadException Fault(string path, string expected, JsonNode? found) => FairleadException.Usage(
        $"{path}: expected {expected}, found {Describe(found)}",
        "correct the image manifest, or have BuildImages write it again");

    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    public JsonNode? Take(string name) => left.Remove(name, out var node) ? node : null;

    public string? Text(string name) => Take(name) is not { } node ? null
        : node.GetValueKind() == JsonValueKind.String ? node.GetValue<string>()
        : throw Fault(PathOf(name), "a text", node);

    public string NeededText(string name) => Text(name) is { Length: > 0 } text ? text : throw Fault(PathOf(name), "a text that is not empty", null);

    public bool Flag(string name) => Take(name) is { } node && node.GetValueKind() switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => throw Fault(PathOf(name), "true or false", node),
    };

    public long? Count(string name) => Take(name) is not { } node ? null
        : node is JsonValue value && value.TryGetValue<long>(out var count) && count >= 0 ? count
        : throw Fault(PathOf(name), "a whole number, not negative", node);

    public Digest? Digest(string name, string prefix = DigestName.Algorithm) => Text(name) is not { } text ? null
        : text.StartsWith(prefix, StringComparison.Ordinal) && Primitives.Digest.TryParse(text[prefix.Length..], out var digest) ? digest
        : throw FairleadException.Usage($"{PathOf(name)}: expected the digest {prefix}<64 hexadecimal characters>, found '{text}'", "an image is named by its digest here; tags have members of their own");

    public MemberReader? Object(string name) => Take(name) is { } node ? Of(PathOf(name), node) : null;

    /// <summary>The members of an object of objects, in their order.</summary>
    public ImmutableArray<(string Key, string Path, JsonObject Value)> Objects(string name) => Take(name) is var node && node is not JsonObject map
        ? throw Fault(PathOf(name), "an object", node)
        : [.. map.Select(member => (member.Key, $"{PathOf(name)}.{member.Key}", member.Value as JsonObject ?? throw Fault($"{PathOf(name)}.{member.Key}", "an object", member.Value)))];

    /// <summary>Everything that nobody has taken.</summary>
    public ImmutableSortedDictionary<string, JsonText> Rest() =>
        left.ToImmutableSortedDictionary(member => member.Key, member => JsonText.Of(member.Value), StringComparer.Ordinal);

    // Texts are not shown: one of them may be a secret.
    private static string Describe(JsonNode? node) => node switch
    {
        null => "nothing",
        JsonObject => "an object",
        JsonArray => "a list",
        _ when node.GetValueKind() == JsonValueKind.String => "a text",
        _ => node.ToJsonString(),
    };
}
