using Fairlead.Primitives;
using Fairlead.Stages.Caching;
using Fairlead.Stages.Store;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests.Support;

/// <summary>A cache of a test's own, what was printed about it, and how often bodies ran.</summary>
internal sealed class CacheWorld : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly StringWriter printed = new();
    private readonly bool withShared;
    private int bodies;

    public CacheWorld(bool withShared = false, string? root = null)
    {
        this.withShared = withShared;
        Root = root ?? directory.File("cache");
        SharedRoot = directory.File("shared");
        if (withShared)
            Directory.CreateDirectory(SharedRoot);
    }

    public string Root { get; init; }

    public string SharedRoot { get; }

    public int Bodies => bodies;

    public string Printed => printed.ToString();

    public IEnumerable<string> Warnings => Printed.Split('\n').Where(line => line.StartsWith("warning:", StringComparison.Ordinal));

    public string File(string name) => directory.File(name);

    /// <summary>As another process would open it.</summary>
    public StageCache Open(TimeProvider? time = null) => Open(Root, time);

    public StageCache Open(string root, TimeProvider? time = null) =>
        new(root, withShared ? SharedRoot : null, new Terminal(TextWriter.Null, printed), time ?? new Clock());

    public Task<StageResult> RunAsync(StageInputs inputs, StageBody? body = null, bool ignoreRecorded = false, StageCache? cache = null, CancellationToken cancellationToken = default) =>
        new StageRunner(cache ?? Open(), new Terminal(TextWriter.Null, printed), new Clock(), ignoreRecorded).RunAsync(
            inputs,
            (output, token) =>
            {
                Interlocked.Increment(ref bodies);
                return (body ?? Echo(inputs))(output, token);
            },
            cancellationToken);

    public static StageInputs Inputs(params (string Name, string Value)[] inputs) => InputsOf("package", inputs);

    public static StageInputs InputsOf(string stage, params (string Name, string Value)[] inputs) =>
        new(stage, 1, "nano3/sft local", [.. inputs.Select(input => new StageInput(input.Name, input.Value))]);

    public IEnumerable<string> Files(string folder) =>
        Directory.Exists(Path.Combine(Root, folder))
            ? Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            : [];

    public string BlobPath(Digest digest) => LayoutOf(Root).BlobOf(digest);

    public string EntryPath(Digest key) => LayoutOf(Root).EntryOf($"{key}");

    public static StoreLayout LayoutOf(string root) => new(root, "stage cache");

    public void Dispose()
    {
        printed.Dispose();
        directory.Dispose();
    }

    private static StageBody Echo(StageInputs inputs) => (output, token) =>
        System.IO.File.WriteAllTextAsync(Path.Combine(output, "out.txt"), string.Join('\n', inputs.Inputs), token);
}
