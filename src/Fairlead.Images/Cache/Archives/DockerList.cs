using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Fairlead.Images.Cache.Documents;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Reads <c>manifest.json</c> of <c>docker save</c> (Docker Image Specification v1.2, "Combined Image JSON + Filesystem Changeset Format").</summary>
internal static class DockerList
{
    public static ImmutableArray<ArchivedImage> Read(ArchiveFile archive)
    {
        var images = archive.ReadJson(ArchiveNames.DockerManifest, OciJson.Default.ImmutableArrayDockerImage);
        return images.SelectMany(image => (string?[])[.. image.RepoTags ?? [], .. image.Layers]).Contains(null)
            ? throw ArchiveFault.Of(archive.Path, $"{ArchiveNames.DockerManifest} makes no sense: expected texts in RepoTags and Layers, found null")
            : [.. images.Select(image => new ArchivedImage(image.RepoTags ?? [], Manifest: null, Blob(image.Config), [.. image.Layers.Select(Blob)]))];
    }

    public static ImmutableArray<string> NamesOf(ArchiveFile archive, string config) =>
        [.. Read(archive).Where(image => image.Config.Member == config).SelectMany(image => image.Names)];

    private static ArchivedBlob Blob(string member) => new(member, null, null);
}

/// <summary>One of the list. Nobody knows it by a name when <paramref name="RepoTags"/> is null.</summary>
[method: JsonConstructor]
internal readonly record struct DockerImage(
    [property: JsonPropertyName("Config")] string Config,
    [property: JsonPropertyName("Layers")] ImmutableArray<string> Layers,
    [property: JsonPropertyName("RepoTags"), JsonIgnore(Condition = JsonIgnoreCondition.Never)] ImmutableArray<string>? RepoTags = null);
