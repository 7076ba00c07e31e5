using Fairlead.Node.Containers;
using Fairlead.Node.Containers.Running;
using Fairlead.Node.Topology;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Containers.Running;

/// <summary>A working folder with a script, and what its container does.</summary>
internal sealed class RunBench : IDisposable
{
    private const string Mark = "[fairlead 0123]";
    private readonly TemporaryDirectory folder = new();
    private readonly StringWriter screen = new();

    public JobTopology Topology { get; init; } = EngineBench.Job();

    public string Log => File.Exists(folder.File("rank.log")) ? File.ReadAllText(folder.File("rank.log")) : "";

    public string Screen => screen.ToString();

    public string Diagnosis(string probe) => File.ReadAllText(folder.File($"diagnostics/{probe}.txt"));

    public bool IsDiagnosed => Directory.Exists(folder.File("diagnostics"));

    public string Write(string name, string text) => folder.Write($"work/{name}", text);

    public PlannedContainer Plan(string script, Sample? sample = null)
    {
        folder.Write("work/run.sh", script);
        var surroundings = (sample ?? new Sample(Card: """{"scripts": "run.sh"}""")).Surroundings;
        var planned = PlannedContainer.Of(new ContainerRequest(surroundings, Topology, EngineBench.Image, folder.File("work"), folder.File("helpers"), "0:0") { Folder = "/job", Client = "docker" }, Mark, Directory.Exists);
        foreach (var (name, text) in planned.Files)
            folder.Write($"helpers/{name}", text);
        return planned;
    }

    public async Task<ContainerEnd> RunAsync(PlannedContainer planned, double seconds = 120, TimeProvider? time = null, Func<string, Task>? beforeRemoval = null, CancellationToken cancellationToken = default)
    {
        using var log = new RankLog(folder.File("rank.log"), new Terminal(screen, screen));
        return await new ContainerRun(EngineBench.Engine, log, time ?? TimeProvider.System).RunAsync(planned, TimeSpan.FromSeconds(seconds), folder.File("diagnostics"), ["/run_logs", planned.Plan.WorkFolder], beforeRemoval ?? (_ => Task.CompletedTask), cancellationToken);
    }

    public static async Task<IReadOnlyList<string>> ContainersAsync(string filter) =>
        (await EngineBench.Own.SucceedAsync("ps", "--all", "--quiet", "--filter", filter)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        folder.Dispose();
        screen.Dispose();
    }
}
