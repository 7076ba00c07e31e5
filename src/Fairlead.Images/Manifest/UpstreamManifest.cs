using System.Text.Json.Nodes;

namespace Fairlead.Images.Manifest;

/// <summary>Manifests as ROCm/madengine writes them, into schema 2. They name no schema; five producers fill them differently.</summary>
internal static class UpstreamManifest
{
    public static LoadedManifest Read(JsonObject root)
    {
        var notes = ManifestSecrets.HideIn(root);
        var members = new MemberReader("", root);
        var images = members.Objects("built_images").Select(image => KeyValuePair.Create<string, JsonNode?>(image.Key, UpstreamImage.Convert(image.Path, image.Value))).ToList();
        var models = members.Objects("built_models").Select(model => KeyValuePair.Create<string, JsonNode?>(model.Key, model.Value.DeepClone())).ToList();
        var converted = new JsonObject { ["images"] = new JsonObject(images), ["models"] = new JsonObject(models) };
        UpstreamImage.Keep(members, converted);
        return new LoadedManifest(ManifestJson.ReadCurrent(converted), notes);
    }
}
