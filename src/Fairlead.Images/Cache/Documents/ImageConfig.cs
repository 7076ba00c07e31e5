using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>What the cache needs of an image's config (OCI image-spec, config.md).</summary>
internal sealed record ImageConfig(LayerList Rootfs, string? Os = null, string? Architecture = null, string? Variant = null, ContainerSettings? Config = null)
{
    [JsonIgnore]
    public string Platform => new Platform(Os, Architecture, Variant).ToString();

    /// <summary>Digests of the uncompressed layers, the lowest first.</summary>
    [JsonIgnore]
    public ImmutableArray<Digest> DiffIds => Rootfs.DiffIds;
}

internal sealed record LayerList([property: JsonPropertyName("diff_ids")] ImmutableArray<Digest> DiffIds);

internal sealed record ContainerSettings([property: JsonPropertyName("Labels")] ImmutableSortedDictionary<string, string?>? Labels = null);
