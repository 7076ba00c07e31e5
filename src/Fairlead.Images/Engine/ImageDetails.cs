using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Engine;

/// <summary>What an engine says of an image it has.</summary>
/// <param name="Id">The config's digest on the classic store, the manifest's on others.</param>
/// <param name="Tags">References such as <c>busybox:1</c>.</param>
/// <param name="RegistryDigests">References by digest, such as <c>host/name@sha256:…</c>, of registries it was pulled from or pushed to.</param>
/// <param name="Size">Of all layers, unpacked, in bytes.</param>
/// <param name="DiffIds">Digests of the uncompressed layers, the lowest first.</param>
public sealed record ImageDetails(
    Digest Id,
    ImmutableArray<string> Tags,
    ImmutableArray<string> RegistryDigests,
    long Size,
    ImmutableArray<Digest> DiffIds,
    ImmutableSortedDictionary<string, string> Labels,
    string Platform)
{
    /// <summary>As the engine's client takes it: never moved to another image, unlike a tag.</summary>
    public string ById => $"sha256:{Id}";
}
