using System.Collections.Immutable;
using System.Text.Json;
using Fairlead.Images.Cache.Documents;

namespace Fairlead.Images.Cache.Archives;

/// <summary>Reads <c>manifest.json</c> of <c>docker save</c> (Docker Image Specification v1.2, "Combined Image JSON + Filesystem Changeset Format").</summary>
internal static class DockerList
{
    public static ImmutableArray<ArchivedImage> Read(ArchiveFile archive) =>
        archive.ReadJson(ArchiveNames.DockerManifest, list => list.EnumerateArray().Select(Of).ToImmutableArray());

    public static ImmutableArray<string> NamesOf(ArchiveFile archive, string config) =>
        [.. Read(archive).Where(image => image.Config.Member == config).SelectMany(image => image.Names)];

    private static ArchivedImage Of(JsonElement image) => new(
        Texts(image.GetProperty("RepoTags")),
        Manifest: null,
        Blob(image.RequiredText("Config")),
        [.. Texts(image.GetProperty("Layers")).Select(Blob)]);

    private static ArchivedBlob Blob(string member) => new(member, null, null);

    private static ImmutableArray<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Null ? [] : [.. list.EnumerateArray().Select(item => item.RequiredText())];
}
