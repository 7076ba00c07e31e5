using Fairlead.Primitives;
using Fairlead.Stages.Store;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests.Support;

/// <summary>A store of a test's own, and what was said of it.</summary>
internal sealed class StoreWorld : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly StringWriter printed = new();

    public StoreWorld()
    {
        Root = directory.File("store");
        Layout = new StoreLayout(Root, "test store");
        Layout.Create();
        Store = Open(Writer.Current);
    }

    public string Root { get; }

    public StoreLayout Layout { get; }

    public ContentStore Store { get; }

    public string Printed => printed.ToString();

    public ContentStore Open(Writer writer, TimeProvider? time = null) => new(Layout, new Terminal(TextWriter.Null, printed), time ?? TimeProvider.System, writer);

    /// <summary>A process of our number out of our sight.</summary>
    public static Writer WriterOn(string host) => new(host, Environment.ProcessId, $"boot of {host}", Started: 1, JobId: null);

    public void WriteLease(string name, Writer writer, TimeSpan silentFor = default) =>
        WriteLease(name, LeaseHolder.Of(writer, DateTimeOffset.UtcNow).ToJson(), silentFor);

    public void WriteLease(string name, string text, TimeSpan silentFor)
    {
        var path = directory.Write(Layout.LeaseOf(name), text);
        File.SetLastWriteTimeUtc(path, DateTime.UtcNow - silentFor);
    }

    public IEnumerable<string> Files(string folder) => Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories);

    public void Dispose()
    {
        printed.Dispose();
        directory.Dispose();
    }
}
