using System.Globalization;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Backends.Docker.Running;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs in containers of a real engine.</summary>
internal sealed class DockerWorkshop(DockerEngine engine, string image = DockerEngine.Python) : Workshop(new DockerExecutor(TimeProvider.System))
{
    // Requests of different tests are different, so that tests which share an engine never adopt each other's runs.
    private readonly string mark = $"{Guid.NewGuid():N}";

    public DockerEngine Engine => engine;

    public override SubmitTarget Target { get; } = new("box", new DockerSite("docker", engine.Environment["DOCKER_HOST"]));

    /// <summary>On the engine that the tests share.</summary>
    public static async Task<DockerWorkshop> OpenAsync() => new(await SharedEngine.GetAsync());

    protected override IReadOnlyDictionary<string, string> LauncherEnvironment => engine.Environment;

    public override string FolderOf(Run run) => run.Directory;

    public override string PlaceInJob(Run run) => DockerPart.RunDirectory;

    /// <summary>The names of containers of a run, whatever their state.</summary>
    public async Task<string[]> ContainersOfAsync(Run run) =>
        (await engine.SucceedAsync("ps", "--all", $"--filter=label=dev.fairlead.run={run.Id}", "--format={{.Names}}")).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    public override async Task<IReadOnlyList<int>> ProcessesOfAsync(Run run)
    {
        var processes = new List<int>();
        foreach (var container in await ContainersOfAsync(run))
        {
            var top = await engine.RunAsync("top", container, "-o", "pid");
            processes.AddRange(top.Lines().Skip(1).Where(_ => top.Succeeded).Select(line => int.Parse(line, CultureInfo.InvariantCulture)));
        }

        return processes;
    }

    public override async Task WarnAsync(Run run, string signal) => await engine.SucceedAsync(["kill", $"--signal={signal}", .. await ContainersOfAsync(run)]);

    protected override ResolvedJob ForBackend(ResolvedJob job) => job with
    {
        Executor = "docker",
        ContainerImage = image,
        ExecutorSettings = TableSetting.Empty(Origin.BuiltIn),
        Environment = job.Environment.Add("TEST", mark),
    };
}
