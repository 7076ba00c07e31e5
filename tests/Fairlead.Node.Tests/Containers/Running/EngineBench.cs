using Fairlead.Images.Engine;
using Fairlead.Node.Containers;
using Fairlead.Node.Containers.Running;
using Fairlead.Node.Topology;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Containers.Running;

/// <summary>One real engine for all tests that run containers, with an image of busybox that calls itself bash and python3 too.</summary>
[SetUpFixture]
public sealed class EngineBench
{
    private static DockerEngine? engine;

    public static ContainerEngine Engine => new(Environment: Own.Environment);

    public static string Image { get; private set; } = "";

    internal static DockerEngine Own
    {
        get
        {
            DockerEngine.Require();
            return engine!;
        }
    }

    [OneTimeSetUp]
    public static async Task StartAsync()
    {
        if (!System.Environment.IsPrivilegedProcess || Service.Find("dockerd") is null || Service.Find("busybox") is null)
            return;
        engine = await DockerEngine.StartAsync();
        using var folder = new TemporaryDirectory();
        File.Copy(Service.Find("busybox")!, folder.File("busybox"));
        folder.Write("bash", "#!/bin/sh\nexec /bin/sh \"$@\"\n");
        File.SetUnixFileMode(folder.File("bash"), UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        folder.Write("Dockerfile", "FROM scratch\nCOPY busybox /bin/busybox\nRUN [\"/bin/busybox\", \"--install\", \"-s\", \"/bin\"]\nCOPY bash /bin/bash\n");
        var built = await ChildProcess.RunAsync("docker", ["build", "--quiet", "--network=none", "--tag", "fairlead-test/node:1", folder.Path], environment: new Dictionary<string, string>(engine.Environment) { ["DOCKER_BUILDKIT"] = "0" });
        Image = built.Succeeded ? built.Output.Trim() : throw new InvalidOperationException(built.Error);
    }

    [OneTimeTearDown]
    public static async Task StopAsync()
    {
        if (engine is not null)
            await engine.DisposeAsync();
    }

    /// <summary>A job of its own.</summary>
    internal static JobTopology Job(int rank = 0, int world = 1) => Sample.Topology(rank, world) with { Job = Guid.NewGuid().ToString("N") };
}

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
        var planned = PlannedContainer.Of(new ContainerRequest(surroundings, Topology, EngineBench.Image, folder.File("work"), folder.File("helpers"), "0:0") { Client = "docker" }, Mark, Directory.Exists);
        foreach (var (name, text) in planned.Files)
            folder.Write($"helpers/{name}", text);
        return planned;
    }

    public async Task<ContainerEnd> RunAsync(PlannedContainer planned, double seconds = 120, Func<string, Task>? beforeRemoval = null, CancellationToken cancellationToken = default)
    {
        using var log = new RankLog(folder.File("rank.log"), new Terminal(screen, screen));
        return await new ContainerRun(EngineBench.Engine, log, TimeProvider.System).RunAsync(planned, TimeSpan.FromSeconds(seconds), folder.File("diagnostics"), ["/run_logs", planned.Plan.WorkFolder], beforeRemoval ?? (_ => Task.CompletedTask), cancellationToken);
    }

    public static async Task<IReadOnlyList<string>> ContainersAsync(string filter) =>
        (await EngineBench.Own.SucceedAsync("ps", "--all", "--quiet", "--filter", filter)).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public void Dispose()
    {
        folder.Dispose();
        screen.Dispose();
    }
}
