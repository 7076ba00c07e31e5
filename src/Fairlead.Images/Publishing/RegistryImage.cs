using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images.Publishing;

/// <summary>An image as a registry keeps it.</summary>
/// <param name="SizeBytes">Of the config and all layers.</param>
internal sealed record RegistryImage(Digest Manifest, Digest Config, long SizeBytes)
{
    /// <summary>Whether it is the one that an engine knows by this id: the config's digest, or with some stores the manifest's.</summary>
    public bool Is(Digest id) => Config == id || Manifest == id;

    /// <summary>Reads what <c>docker manifest inspect --verbose</c> prints; null for an index of several images.</summary>
    /// <exception cref="FairleadException">It is not of that form.</exception>
    public static RegistryImage? Read(string text)
    {
        if (text.AsSpan().TrimStart().StartsWith('['))
            return null;
        try
        {
            return JsonSerializer.Deserialize(text, InspectionJson.Default.Inspection) is { Descriptor: var descriptor } image && (image.SchemaV2Manifest ?? image.OCIManifest) is { } manifest
                ? new RegistryImage(descriptor.Digest, manifest.Config.Digest, manifest.Config.Size + manifest.Layers.Sum(layer => layer.Size))
                : null;
        }
        catch (JsonException exception)
        {
            throw FairleadException.Stage($"docker manifest inspect said what makes no sense: {exception.Message}", "see what it prints with --verbose", exception);
        }
    }
}

internal sealed record Inspection(InspectedBlob Descriptor, InspectedManifest? SchemaV2Manifest = null, InspectedManifest? OCIManifest = null);

internal sealed record InspectedManifest(InspectedBlob Config, ImmutableArray<InspectedBlob> Layers);

[method: JsonConstructor]
internal readonly record struct InspectedBlob(Digest Digest, long Size);

[JsonSourceGenerationOptions(PropertyNameCaseInsensitive = true, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, Converters = [typeof(DigestNameConverter)])]
[JsonSerializable(typeof(Inspection))]
internal sealed partial class InspectionJson : JsonSerializerContext;
