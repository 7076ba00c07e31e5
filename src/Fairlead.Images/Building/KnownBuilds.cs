using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Documents;
using Fairlead.Images.Engine;

namespace Fairlead.Images.Building;

/// <summary>The images of one name that the cache and the engine have: a host that lacks a base learns from them what was built upon it.</summary>
public sealed class KnownBuilds(ContainerEngine engine, ImageStore store)
{
    /// <summary>Those saved last come first.</summary>
    public async Task<IReadOnlyList<KnownBuild>> OfAsync(string name, CancellationToken cancellationToken)
    {
        var cached = store.List().Where(entry => IsOf(name, entry.Reference)).OrderByDescending(entry => entry.Created).Select(entry => KnownBuild.Of(LabelsOf(entry)));
        var there = (await engine.ListImagesAsync(cancellationToken)).Where(image => image.Tags.Any(tag => IsOf(name, tag))).Select(image => KnownBuild.Of(image.Labels));
        return [.. cached.Concat(there).OfType<KnownBuild>()];
    }

    private static bool IsOf(string name, string reference) => reference.StartsWith($"{name}:", StringComparison.Ordinal);

    private Dictionary<string, string> LabelsOf(ImageEntry entry) =>
        OciJson.Read(store, entry.Config.Digest, OciJson.Default.ImageConfig).Config?.Labels?.ToDictionary(label => label.Key, label => label.Value ?? "", StringComparer.Ordinal) ?? [];
}
