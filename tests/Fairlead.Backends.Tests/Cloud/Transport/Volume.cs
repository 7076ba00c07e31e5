using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Sources;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Transport;

/// <summary>A job's pods, each a real shell, and the volume that they share.</summary>
internal sealed class Volume : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public Volume(string home = "volume/home", string script = "echo pod $NODE_RANK reads $(cat \"$FAIRLEAD_SOURCE/package/module.py\")\n")
    {
        Home = directory.File(home);
        Source = Pack(Parcel.Source, ("package/module.py", "import this"), ("package/data.txt", Noise(60_000)));
        Job = Pack(Parcel.Job, ("files/pod.sh", script));
    }

    public string Home { get; }

    public Parcel Source { get; init; }

    public Parcel Job { get; init; }

    public TransportLimits Limits { get; init; } = TransportLimits.RunAi;

    public TransportMode Mode { get; init; } = TransportMode.Environment;

    public string Tree => PathOf(Source.Digest.ToString()[..16]);

    public TransportPlan Plan(int nodes = 1) => TransportPlan.Of(new TransportOrder(
        Limits,
        Mode,
        [Source, Job],
        ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [new KeyValuePair<string, string>("FAIRLEAD_HOME", Home), new("FAIRLEAD_RUN", "run"), new("FAIRLEAD_NODES", $"{nodes}")]),
        "-c script",
        PartBytes: 20_000));

    /// <summary>A path in the folder that parcels lie in.</summary>
    public string PathOf(string name) => Path.Combine(Home, "src", name);

    public string Beside(string name) => directory.File(name);

    public string Write(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name))!);
        File.WriteAllText(PathOf(name), text);
        return PathOf(name);
    }

    /// <summary>Everything in the folder of parcels but the two that are ready.</summary>
    public IEnumerable<string> Leftovers() =>
        Directory.EnumerateFileSystemEntries(PathOf("")).Where(path => !File.Exists(Path.Combine(path, ".ready"))).Select(path => Path.GetFileName(path));

    /// <summary>Runs the only pod of a job.</summary>
    public Task<PodResult> RunAsync(params (string Name, string Value)[] variables) => Pod.RunAsync(Plan(), variables);

    public static Parcel Pack(string name, params (string Path, string Text)[] files)
    {
        using var tree = new TemporaryDirectory();
        foreach (var (path, text) in files)
            tree.Write(path, text);
        using var archive = new MemoryStream();
        var list = SourceLister.ListAsync(new SourceScope(tree.Path, ["."])).GetAwaiter().GetResult();
        return new Parcel(name, Write(list, archive), ParcelCodec.Gzip, archive.ToArray());
    }

    private static Digest Write(SourceList list, Stream archive) => DeterministicArchive.WriteAsync(list, archive).GetAwaiter().GetResult().Digest;

    public static string Noise(int characters) => Convert.ToHexString([.. Enumerable.Range(0, characters / 2).Select(_ => (byte)Random.Shared.Next())]);

    public void Dispose() => directory.Dispose();
}
