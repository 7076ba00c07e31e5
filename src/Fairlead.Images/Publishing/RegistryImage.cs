using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>An image as a registry keeps it.</summary>
/// <param name="SizeBytes">Of the config and all layers.</param>
internal sealed record RegistryImage(Digest Manifest, Digest Config, long SizeBytes)
{
    private static readonly string[] ManifestMembers = ["SchemaV2Manifest", "OCIManifest"];

    /// <summary>Whether it is the one that an engine knows by this id: the config's digest, or with some stores the manifest's.</summary>
    public bool Is(Digest id) => Config == id || Manifest == id;

    /// <summary>Reads what <c>docker manifest inspect --verbose</c> prints; null for an index of several images.</summary>
    public static RegistryImage? Read(string text)
    {
        if (JsonNode.Parse(text) is not JsonObject image || ManifestMembers.Select(member => image[member]).FirstOrDefault(node => node is not null) is not { } manifest)
            return null;
        var config = manifest["config"]!;
        return new RegistryImage(DigestOf(image["Descriptor"]!), DigestOf(config), SizeOf(config) + manifest["layers"]!.AsArray().Sum(layer => SizeOf(layer!)));
    }

    private static Digest DigestOf(JsonNode descriptor) => DigestName.Parse(descriptor["digest"]!.GetValue<string>());

    private static long SizeOf(JsonNode descriptor) => descriptor["size"]!.GetValue<long>();
}
