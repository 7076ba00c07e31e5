using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance.Slurm;

/// <summary>Upstream's build manifests on four nodes, each with an engine of its own. The image is on the first alone, and in no registry.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
public sealed partial class RunningManifests
{
    private const string Canary = "canary-of-the-token-7f3a";
    private readonly TemporaryDirectory cache = new();
    private NodeEngines engines = null!;

    [OneTimeSetUp]
    public async Task StartAsync() => engines = await NodeEngines.StartAsync(await ClusterForAll.GetAsync());

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        if (engines is not null)
            await engines.DisposeAsync();
        cache.Dispose();
    }

    [Test]
    public async Task Four_nodes_start_together_on_an_image_that_one_of_them_had_and_only_changes_move([Values("shared", "own")] string layers)
    {
        await using var place = await OpenAsync();
        using var project = new TemporaryDirectory();
        place.User.Environment["MAD_SECRETS_HFTOKEN"] = Canary;
        var manifest = WriteProject(project, layers);
        string[] submit = ["--target=SubmitManifest", "--profile=login", "--attach", $"--manifest={manifest}", $"--set=cache={(layers == "own" ? "/tmp/layers" : "shared")}"];

        await BuildAsync(layers, "one");
        var first = await place.User.SucceedAsync(submit);
        var (folder, log) = await LastAsync(place);
        Assert.Multiple(() =>
        {
            Assert.That(Saved().Matches(log), Has.Count.EqualTo(1), log);
            Assert.That(Loaded().Matches(log), Has.Count.EqualTo(3), log);
            Assert.That(Starts(log), Has.Count.EqualTo(4));
            Assert.That(Starts(log).Max() - Starts(log).Min(), Is.LessThan(30), "seconds from the first start to the last");
            Assert.That(File.ReadAllLines(Path.Combine(folder, "output", "perf.csv")), Has.Length.EqualTo(2).And.Some.Contains(",SUCCESS,"));
            Assert.That(log, Does.Contain("has the token"));
            Assert.That(FilesWith(place.JobDirectory, Canary).Concat(FilesWith(place.User.Path, Canary)), Is.Empty);
        });

        await BuildAsync(layers, "two");
        await place.User.SucceedAsync([.. submit, "--resubmit"]);
        var (_, second) = await LastAsync(place);
        Assert.That(OneLayer().Matches(second), Has.Count.EqualTo(3), second);

        await place.User.SucceedAsync([.. submit, "--resubmit"]);
        var (_, third) = await LastAsync(place);
        Assert.That(Saved().Count(third) + Loaded().Count(third), Is.Zero, third);
        Assert.That(first.Error, Does.Contain("ran  submit  manifest/alpha"));
    }

    [Test]
    public async Task A_model_that_fails_on_one_node_ends_the_job_with_that_nodes_reason_and_a_row()
    {
        await using var place = await OpenAsync();
        using var project = new TemporaryDirectory();
        var manifest = WriteProject(project, "failing", "import os, time\nif os.environ['NODE_RANK'] == '2':\n    open('perf_alpha.csv', 'w').write('kept')\n    raise SystemExit(7)\ntime.sleep(600)\n");
        await BuildAsync("failing", "one");
        await place.User.FailAsync(ExitCode.JobFailed, "--target=SubmitManifest", "--profile=login", "--attach", $"--manifest={manifest}");
        var (folder, log) = await LastAsync(place);
        Assert.That(log, Does.Contain("rank 2 gave up: ci-alpha did not end well there"));
        Assert.That(File.ReadAllText(Path.Combine(folder, "output", "perf.csv")), Does.Contain(",FAILURE,"));
        Assert.That(Directory.GetFiles(Path.Combine(folder, "output", "diagnostics"), "*.txt", SearchOption.AllDirectories), Is.Not.Empty);
        Assert.That(Directory.GetFiles(Path.Combine(folder, "output", "results"), "perf_alpha.csv", SearchOption.AllDirectories), Is.Not.Empty);
    }

    private static string WriteProject(TemporaryDirectory project, string image, string? script = null)
    {
        project.Write("scripts/alpha.py", script ?? """
            import os, time
            print(f"started {time.time():.3f}", flush=True)
            print("has the token" if os.environ["HF_TOKEN"].startswith("canary") else "has none", flush=True)
            print(f"node_id: {os.environ['NODE_RANK']}", flush=True)
            print(f"performance: {10 + int(os.environ['NODE_RANK'])} samples_per_second", flush=True)
            """);
        return project.Write("build_manifest.json", new JsonObject
        {
            ["built_images"] = new JsonObject { ["ci-alpha"] = new JsonObject { ["docker_image"] = $"ci-alpha:{image}", ["dockerfile"] = "docker/alpha.Dockerfile" } },
            ["built_models"] = new JsonObject { ["ci-alpha"] = new JsonObject { ["name"] = "alpha", ["scripts"] = "scripts/alpha.py", ["n_gpus"] = "0" } },
            ["context"] = new JsonObject { ["docker_env_vars"] = new JsonObject { ["HF_TOKEN"] = "${MAD_SECRETS_HFTOKEN}", ["LEVEL"] = "${LEVEL:-quiet}" } },
            ["deployment_config"] = new JsonObject
            {
                ["target"] = "slurm",
                ["slurm"] = new JsonObject { ["partition"] = "elsewhere", ["nodes"] = 4, ["gpus_per_node"] = 0, ["time"] = "00:10:00" },
                ["distributed"] = new JsonObject { ["nnodes"] = 4 },
            },
        }.ToJsonString());
    }

    private async Task<ClusterWorkplace> OpenAsync()
    {
        var place = await ClusterWorkplace.OpenAsync(engines.Setting);
        place.User.Cache = cache.Path;
        return place;
    }

    private async Task BuildAsync(string image, string content)
    {
        using var context = new TemporaryDirectory();
        context.Write("note", $"{image} {content}");
        context.Write("Dockerfile", $"FROM {DockerEngine.Python}\nCOPY note /note\n");
        var built = await ChildProcess.RunAsync("docker", ["build", "--quiet", "--tag", $"ci-alpha:{image}", context.Path], environment: new Dictionary<string, string>(engines.First.Environment) { ["DOCKER_BUILDKIT"] = "0" });
        Assert.That(built.ExitCode, Is.Zero, built.Error);
    }

    private static async Task<(string Folder, string Log)> LastAsync(ClusterWorkplace place)
    {
        var run = (await place.RunsOfAsync("manifest/alpha"))[^1];
        var folder = place.FolderOf(run);
        return (folder, string.Concat(Directory.GetFiles(Path.Combine(folder, "logs"), "rank-*.log").Order().Select(File.ReadAllText)));
    }

    private static List<double> Starts(string log) => [.. Started().Matches(log).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))];

    private static IEnumerable<string> FilesWith(string folder, string text) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains(text, StringComparison.Ordinal));

    [GeneratedRegex(@" saved: \d+ bytes")]
    private static partial Regex Saved();

    [GeneratedRegex(@"(Whole|MissingLayers), \d+ layers, \d+ bytes")]
    private static partial Regex Loaded();

    [GeneratedRegex(@"MissingLayers, 1 layers, \d+ bytes")]
    private static partial Regex OneLayer();

    [GeneratedRegex(@"started (\d+\.\d+)")]
    private static partial Regex Started();
}
