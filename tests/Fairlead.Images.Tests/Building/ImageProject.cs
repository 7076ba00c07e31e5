using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Stages.Files;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

/// <summary>A folder with a Dockerfile, of a name and contents that no other test has.</summary>
internal sealed class ImageProject : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly string identity = Guid.NewGuid().ToString("N")[..12];

    /// <param name="dockerfile">Its lines; the first FROM is the test's busybox where there is none.</param>
    public ImageProject(params string[] dockerfile)
    {
        Directory.CreateDirectory(Context);
        WriteDockerfile(dockerfile);
        Definition = new ImageDefinition($"fairlead-test/{identity}", folder.File("Dockerfile"), Context, ImmutableSortedDictionary<string, string>.Empty, []);
    }

    public static ImmutableArray<string> WithoutNetwork => ["--network", "none"];

    public ImageDefinition Definition { get; set; }

    public Dictionary<string, Secret> Secrets { get; } = [];

    public string Context => folder.File("context");

    public string Logs => folder.File("logs");

    public static async Task<ContainerEngine> EngineAsync(BuildTool tool) =>
        await SharedEngine.ClientAsync() with { Client = tool == BuildTool.Classic ? "docker" : DockerEngine.ClientWithBuildKit };

    public static EngineSurvey Survey(BuildTool tool = BuildTool.IntegratedBuildKit) => new("20.10", "20.10", "1.41", "linux/amd64", tool);

    public void WriteDockerfile(params string[] lines)
    {
        var text = string.Join('\n', lines);
        var from = lines.Any(line => line.StartsWith("FROM", StringComparison.Ordinal)) ? "" : $"FROM {DockerEngine.Busybox}\nENV PROJECT={identity}\n";
        folder.Write("Dockerfile", $"{from}{text}\n# {identity}\n");
    }

    public string Write(string name, string text) => folder.Write($"context/{name}", text);

    public async Task<StageInputs> InputsAsync(BuildTool tool = BuildTool.IntegratedBuildKit, MissingBase missing = MissingBase.Refuse, KnownBuilds? known = null) =>
        await new ImageKey(await EngineAsync(tool), Survey(tool), new FileDigestIndex(folder.File("files.index"), TimeProvider.System), known)
            .InputsAsync(Definition, "test", missing, CancellationToken.None);

    public async Task<Digest> KeyAsync() => (await InputsAsync()).Key;

    public async Task<ImageBuild> BuildOfAsync(BuildTool tool = BuildTool.IntegratedBuildKit) => new(Definition, (await InputsAsync(tool)).Key, Secrets);

    public async Task<ImageBuilder> BuilderAsync(BuildTool tool = BuildTool.IntegratedBuildKit, Action<ImageBuild, string>? progress = null) =>
        new(await EngineAsync(tool), Survey(tool), Logs, WithoutNetwork, progress);

    public async Task<BuiltImage> EnsureAsync(BuildTool tool = BuildTool.IntegratedBuildKit, Action<ImageBuild, string>? progress = null, CancellationToken cancellationToken = default) =>
        await (await BuilderAsync(tool, progress)).EnsureAsync(await BuildOfAsync(tool), cancellationToken);

    public void Dispose() => folder.Dispose();
}
