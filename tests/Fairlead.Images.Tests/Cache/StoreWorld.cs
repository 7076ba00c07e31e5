using System.Text;
using Fairlead.Images.Cache;
using Fairlead.Primitives;
using Fairlead.Stages.Store;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache;

/// <summary>An image cache of a test's own.</summary>
internal sealed class StoreWorld : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly StringWriter printed = new();

    public StoreWorld(string? root = null)
    {
        Root = root ?? directory.File("images");
        Layout = new StoreLayout(Root, "image cache");
        Store = Open(Writer.Current);
    }

    public string Root { get; }

    public StoreLayout Layout { get; }

    public ImageStore Store { get; }

    public string Printed => printed.ToString();

    public ImageStore Open(Writer writer, TimeProvider? time = null) => new(Root, new Terminal(TextWriter.Null, printed), time ?? TimeProvider.System, writer);

    /// <summary>A process of our number out of our sight.</summary>
    public static Writer WriterOn(string host) => new(host, Environment.ProcessId, $"boot of {host}", Started: 1, JobId: null);

    public void WriteLease(string name, Writer writer, DateTimeOffset? taken = null) =>
        directory.Write(Layout.LeaseOf(name), LeaseHolder.Of(writer, taken ?? DateTimeOffset.UtcNow).ToJson());

    public string WriteTemporary(string name, TimeSpan age)
    {
        var path = directory.Write(Path.Combine(Root, "temporary", name), "half");
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - age);
        return path;
    }

    public IEnumerable<string> Files(string folder) =>
        Directory.Exists(Path.Combine(Root, folder)) ? Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories) : [];

    public static Stream Content(string text) => new MemoryStream(Encoding.UTF8.GetBytes(text));

    public async Task<CachedBlob> AddAsync(string text)
    {
        var (digest, size) = await Store.AddAsync(Content(text), expected: null, CancellationToken.None);
        return new CachedBlob(digest, digest, size, "application/octet-stream");
    }

    /// <summary>Publishes an image of blobs that are text; the layers by that name.</summary>
    public async Task<ImageEntry> PublishAsync(string reference, params string[] layers)
    {
        var entry = await EntryAsync(reference, layers);
        await Store.PublishAsync(entry, CancellationToken.None);
        return entry;
    }

    public async Task<ImageEntry> EntryAsync(string reference, params string[] layers)
    {
        var kept = new List<CachedBlob>();
        foreach (var layer in layers)
            kept.Add(await AddAsync(layer));
        return new ImageEntry(
            reference,
            await AddAsync($"manifest of {string.Join(',', layers)}"),
            await AddAsync($"config of {string.Join(',', layers)}"),
            [.. kept],
            "linux/amd64",
            SizeBytes: 1000,
            Digest.Of("key"),
            "host",
            WriterPid: 7,
            "42",
            new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero));
    }

    /// <summary>Damages a file, which is read-only, as a failing disk would.</summary>
    public static void Overwrite(string path, string text)
    {
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.WriteAllText(path, text);
    }

    public void Dispose()
    {
        printed.Dispose();
        directory.Dispose();
    }
}
