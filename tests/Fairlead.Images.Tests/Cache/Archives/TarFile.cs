using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Cache.Archives;

/// <summary>Archives as someone might make them who means no good.</summary>
internal sealed class TarFile(string path)
{
    private readonly List<TarEntry> entries = [];

    public TarFile Add(string name, byte[] content)
    {
        entries.Add(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });
        return this;
    }

    public TarFile Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public TarFile Link(string name, string target, TarEntryType type = TarEntryType.SymbolicLink)
    {
        entries.Add(new PaxTarEntry(type, name) { LinkName = target });
        return this;
    }

    public TarFile Device(string name)
    {
        entries.Add(new PaxTarEntry(TarEntryType.CharacterDevice, name));
        return this;
    }

    /// <summary>An image of one layer as <c>docker save</c> lists it.</summary>
    public TarFile Image(string name, string layer, string layerFile = "layer.tar", Digest? diffId = null) =>
        Add("manifest.json", JsonSerializer.Serialize(new[] { new { Config = "config.json", RepoTags = new[] { name }, Layers = new[] { layerFile } } }))
            .Add("config.json", Config(diffId ?? Digest.Of(layer)));

    public static string Config(params Digest[] diffIds) =>
        JsonSerializer.Serialize(new { architecture = "amd64", os = "linux", rootfs = new { type = "layers", diff_ids = diffIds.Select(id => $"sha256:{id}") } });

    public static byte[] Gzip(string text)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return bytes.ToArray();
    }

    public void Write()
    {
        using var tar = new TarWriter(File.Create(path));
        foreach (var entry in entries)
            tar.WriteEntry(entry);
    }
}
