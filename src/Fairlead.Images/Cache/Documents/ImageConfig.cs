using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache.Documents;

/// <summary>What the cache needs of an image's config (OCI image-spec, config.md).</summary>
/// <param name="DiffIds">Digests of the uncompressed layers, the lowest first.</param>
internal sealed record ImageConfig(string Platform, ImmutableArray<Digest> DiffIds)
{
    public static ImageConfig Of(JsonElement config) => new(
        PlatformName.Of(config),
        [.. config.GetProperty("rootfs").GetProperty("diff_ids").EnumerateArray().Select(id => DigestName.Parse(id.RequiredText()))]);
}
