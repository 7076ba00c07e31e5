using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Manifest;

/// <summary>The text of a manifest: schema 2 is written; what upstream writes, which names no schema, is read as well.</summary>
public static class ManifestJson
{
    private const int CurrentSchema = 2;
    private const string Schema = "schemaVersion";

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>One text per manifest: names in ordinal order, but for images and models, which are in the order of running.</summary>
    /// <exception cref="FairleadException">A variable whose name promises a secret has a value.</exception>
    public static string Write(ImageManifest manifest)
    {
        var node = new JsonObject
        {
            [Schema] = CurrentSchema,
            ["context"] = manifest.Context.ToNode(),
            ["credentials_required"] = new JsonArray([.. manifest.CredentialsRequired.Select(name => JsonValue.Create(name))]),
        };
        if (manifest.Created is { } created)
            node["createdUtc"] = created.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);
        foreach (var (name, value) in manifest.Extensions)
            node.Add(name, value.ToNode());
        var sorted = JsonText.Of(node).ToNode()!.AsObject();
        sorted["images"] = InOrder(manifest.Images, image => image.Key, image => ManifestImageJson.Write(image));
        sorted["models"] = InOrder(manifest.Models, model => model.Key, model => model.Card.ToNode());
        ManifestSecrets.RefuseIn(sorted);
        return sorted.ToJsonString(Indented) + "\n";
    }

    /// <exception cref="FairleadException">The text is no manifest of a schema this version knows; the message says where.</exception>
    public static LoadedManifest Read(string text)
    {
        var root = Parse(text);
        switch (root[Schema])
        {
            case null:
                return UpstreamManifest.Read(root);
            case JsonValue value when value.TryGetValue<int>(out var schema) && schema == CurrentSchema:
                ManifestSecrets.RefuseIn(root);
                return new LoadedManifest(ReadCurrent(root), []);
            case var other:
                throw FairleadException.Usage($"{Schema}: expected {CurrentSchema}, or none in what upstream wrote, found {other.ToJsonString()}", "a newer version may have written it: update this one");
        }
    }

    internal static ImageManifest ReadCurrent(JsonObject root)
    {
        var members = new MemberReader("", root);
        members.Take(Schema);
        return new ImageManifest(
            [.. members.Objects("images").Select(image => ManifestImageJson.Read(image.Key, image.Path, image.Value))],
            [.. members.Objects("models").Select(model => Model(model.Key, model.Path, model.Value))],
            JsonText.Of(members.Take("context") is var context && context is JsonObject ? context : throw MemberReader.Fault("context", "an object", context)))
        {
            Created = CreatedOf(members),
            CredentialsRequired = [.. Texts(members, "credentials_required")],
            Extensions = members.Rest(),
        };
    }

    private static JsonObject Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Strict) as JsonObject ?? throw new JsonException("it is no object");
        }
        catch (JsonException exception)
        {
            throw FairleadException.Usage($"expected an image manifest, found something else: {exception.Message}", "have BuildImages write it again", exception);
        }
    }

    private static ManifestModel Model(string key, string path, JsonObject card)
    {
        new MemberReader(path, card).NeededText("name");
        return new ManifestModel(key, JsonText.Of(card));
    }

    private static DateTimeOffset? CreatedOf(MemberReader members) => members.Text("createdUtc") is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw FairleadException.Usage($"createdUtc: expected a moment such as 2026-01-15T09:30:00Z, found '{text}'");

    private static IEnumerable<string> Texts(MemberReader members, string name) => (members.Take(name) switch
    {
        null => [],
        JsonArray items when items.All(item => item?.GetValueKind() == JsonValueKind.String) => items.Select(item => item!.GetValue<string>()),
        var other => throw MemberReader.Fault(name, "a list of texts", other),
    }).Distinct().Order(StringComparer.Ordinal);

    private static JsonObject InOrder<T>(IEnumerable<T> items, Func<T, string> key, Func<T, JsonNode?> value) =>
        new(items.Select(item => KeyValuePair.Create(key(item), JsonText.Of(value(item)).ToNode())));
}
