using System.Text.Json;
using System.Text.Json.Nodes;

namespace Fairlead.Images.Manifest;

/// <summary>One image of schema 2.</summary>
internal static class ManifestImageJson
{
    public static ManifestImage Read(string key, string path, JsonObject node)
    {
        var members = new MemberReader(path, node);
        return new ManifestImage(key, members.NeededText("tag"), SourceOf(members))
        {
            ConfigDigest = members.Digest("configDigest"),
            ManifestDigest = members.Digest("manifestDigest"),
            LocalImage = members.Flag("localImage"),
            LocalTag = members.Text("localTag"),
            SizeBytes = members.Count("sizeBytes"),
            Dockerfile = members.Text("dockerfile"),
            BuildContext = members.Text("buildContext"),
            BuildFingerprint = members.Digest("buildFingerprint"),
            GpuVendor = members.Text("gpuVendor"),
            GpuArchitecture = members.Text("gpuArchitecture"),
            RegistryRef = members.Text("registryRef"),
            Archive = members.Object("archive") is { } archive ? new ManifestArchive(archive.NeededText("file"), archive.Digest("sha256", prefix: "") ?? throw MemberReader.Fault(archive.PathOf("sha256"), "a digest", null)) : null,
            Extensions = members.Rest(),
        };
    }

    public static JsonObject Write(ManifestImage image)
    {
        var node = new JsonObject { ["tag"] = image.Tag, ["source"] = NameOf(image.Source) };
        Add("configDigest", Text(image.ConfigDigest));
        Add("manifestDigest", Text(image.ManifestDigest));
        Add("localImage", image.LocalImage ? JsonValue.Create(true) : null);
        Add("localTag", image.LocalTag);
        Add("sizeBytes", image.SizeBytes);
        Add("dockerfile", image.Dockerfile);
        Add("buildContext", image.BuildContext);
        Add("buildFingerprint", Text(image.BuildFingerprint));
        Add("gpuVendor", image.GpuVendor);
        Add("gpuArchitecture", image.GpuArchitecture);
        Add("registryRef", image.RegistryRef);
        Add("archive", image.Archive is { } archive ? new JsonObject { ["file"] = archive.File, ["sha256"] = archive.Content.ToString() } : null);
        foreach (var (name, value) in image.Extensions)
            node.Add(name, value.ToNode());
        return node;

        void Add(string name, JsonNode? value)
        {
            if (value is not null)
                node.Add(name, value);
        }
    }

    public static string NameOf(ImageSource source) => JsonNamingPolicy.CamelCase.ConvertName(source.ToString());

    private static JsonValue? Text(Primitives.Digest? digest) => digest is { } known ? JsonValue.Create(DigestName.Of(known)) : null;

    private static ImageSource SourceOf(MemberReader members)
    {
        var name = members.NeededText("source");
        var sources = Enum.GetValues<ImageSource>();
        return sources.Select(source => (ImageSource?)source).FirstOrDefault(source => NameOf(source!.Value) == name)
            ?? throw Primitives.FairleadException.Usage($"{members.PathOf("source")}: expected {string.Join(", ", sources.Select(NameOf))}, found '{name}'");
    }
}
