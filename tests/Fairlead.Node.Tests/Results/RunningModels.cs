using System.Collections.Immutable;
using Fairlead.Images.Manifest;
using Fairlead.Node.Results;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Results;

/// <summary>The program itself, on a real engine.</summary>
public sealed class RunningModels
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "fairlead-node");
    private readonly TemporaryDirectory folder = new();
    private readonly string job = Random.Shared.Next(1_000_000, int.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture);

    [SetUp]
    public Task ReadyAsync() => EngineBench.ReadyAsync();

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task A_figure_of_a_run_becomes_a_row()
    {
        Script("alpha", "echo \"performance: 12.5 tokens_per_second\"\n");
        Manifest(Card("alpha"));
        Assert.That((await RunAsync("run", "--workspace=" + folder.File("work"))).ExitCode, Is.Zero);
        Assert.That((await RunAsync("collect-results")).ExitCode, Is.Zero);
        Assert.That(Rows("model", "performance", "metric", "status", "machine_name"), Is.EqualTo(new[] { $"alpha|12.5|tokens_per_second|SUCCESS|{job}" }));
    }

    [Test]
    public async Task A_single_rank_without_a_figure_fails_at_once_and_one_of_two_does_not()
    {
        Script("alpha", "echo model,performance,metric >perf_alpha.csv\n");
        Manifest(Card("alpha", "\"multiple_results\": \"perf_alpha.csv\""));
        Assert.That((await RunAsync("run", "--workspace=" + folder.File("work"))).ExitCode, Is.EqualTo((int)ExitCode.JobFailed));
        foreach (var rank in new[] { "0", "1" })
            Assert.That((await RunAsync("run", ("NNODES", "2"), ("NODE_RANK", rank), "--workspace=" + folder.File("work"))).ExitCode, Is.Zero);
        var collected = await RunAsync("collect-results", "--ranks=2");
        Assert.That((collected.ExitCode, Rows("model", "status")), Is.EqualTo(((int)ExitCode.StageFailed, new[] { "alpha|FAILURE" })), collected.Error);
        Assert.That(collected.Error, Does.Contain("none of the ranks 0, 1 brought a figure"));
    }

    [Test]
    public async Task A_failing_rank_brings_its_files_from_all_places_and_what_was_found_out()
    {
        Script("alpha", """
            mkdir -p workdir "/run_logs/$SLURM_JOB_ID"
            echo 1 >perf_x.csv
            echo 2 >workdir/perf-x.csv
            echo 3 >"/run_logs/$SLURM_JOB_ID/benchmark_8_CONCURRENCY.log"
            exit 7
            """);
        Manifest(Card("alpha"));
        var result = await RunAsync("run", ("NNODES", "2"), ("NODE_RANK", "1"), "--workspace=" + folder.File("work"));
        Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.JobFailed));
        Assert.That(result.Error, Does.Contain("alpha: rank 1: failure: exit code 7"));
        var staged = new JobFolders(folder.File("job")).Rank("alpha", 1);
        Assert.That(Directory.GetFiles(staged).Select(Path.GetFileName), Is.EquivalentTo(new[] { "perf_x.csv", "perf-x.csv", "benchmark_8_CONCURRENCY.log", "rank.json" }));
        Assert.That(Directory.GetFiles(new JobFolders(folder.File("job")).Diagnostics("alpha", 1)), Is.Not.Empty);
    }

    [Test]
    public async Task All_models_run_also_after_one_that_fails_and_each_is_a_row()
    {
        Script("alpha", "exit 3\n");
        Script("beta", "echo 'performance: 1 loss'\n");
        Manifest(Card("alpha"), Card("beta"), Card("gamma"));
        var result = await RunAsync("run", "--workspace=" + folder.File("work"));
        Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.JobFailed), result.Error);
        Assert.That(result.Error, Does.Contain("found no 'scripts/gamma'"));
        await RunAsync("collect-results");
        Assert.That(Rows("model", "status"), Is.EqualTo(new[] { "alpha|FAILURE", "beta|SUCCESS", "gamma|FAILURE" }));
    }

    [Test]
    public async Task What_the_environment_will_be_is_shown_and_nothing_is_run()
    {
        Script("alpha", "exit 3\n");
        Manifest(Card("alpha", "\"env_vars\": {\"HF_TOKEN\": {\"fromEnv\": \"MAD_SECRETS_HFTOKEN\"}, \"EPOCHS\": \"3\"}"));
        var result = await RunAsync("run", ("MAD_SECRETS_HFTOKEN", "hf_canary_4711"), "--workspace=" + folder.File("work"), "--explain-env=true");
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Output, Does.StartWith("alpha:\n").And.Match(@"HF_TOKEN +model: models\.alpha\.env_vars\.HF_TOKEN +\*\*\*\n").And.Match(@"EPOCHS +model: .* 3\n").And.Not.Contain("canary"));
        Assert.That(Directory.Exists(folder.File("job")), Is.False);
    }

    [Test]
    public async Task A_program_that_was_killed_leaves_results_that_can_still_be_staged_and_a_container_that_can_be_removed()
    {
        Script("alpha", "echo 1 >perf_x.csv\necho ready\nsleep 600\n");
        Manifest(Card("alpha"));
        using var program = ChildProcess.Start(Program, Arguments("run", "--workspace=" + folder.File("work")), environment: Environment());
        await Eventually.HoldsAsync("the model is ready", () => Task.FromResult(File.Exists(new JobFolders(folder.File("job")).Log(0)) && File.ReadAllText(new JobFolders(folder.File("job")).Log(0)).Contains("ready", StringComparison.Ordinal)));
        program.Kill();
        await program.WaitForExitAsync();
        var result = await RunAsync("stage-results", "--workspace=" + folder.File("work"));
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(await EngineBench.Own.SucceedAsync("ps", "--all", "--quiet", "--filter", $"label=dev.fairlead.node.job={job}"), Is.Empty);
        Assert.That(Directory.GetFiles(new JobFolders(folder.File("job")).Rank("alpha", 0)).Select(Path.GetFileName), Is.EquivalentTo(new[] { "perf_x.csv", "rank.json" }));
        Assert.That((await RunAsync("collect-results")).ExitCode, Is.EqualTo((int)ExitCode.JobFailed));
        Assert.That(Rows("status"), Is.EqualTo(new[] { "FAILURE" }));
    }

    [Test]
    public async Task What_another_job_runs_is_no_leftover()
    {
        Script("alpha", "echo ready\nsleep 600\n");
        Manifest(Card("alpha"));
        using var program = ChildProcess.Start(Program, Arguments("run", "--workspace=" + folder.File("work")), environment: Environment());
        await Eventually.HoldsAsync("the model is ready", () => Task.FromResult(File.Exists(new JobFolders(folder.File("job")).Log(0)) && File.ReadAllText(new JobFolders(folder.File("job")).Log(0)).Contains("ready", StringComparison.Ordinal)));
        await ChildProcess.RunAsync(Program, ["stage-results", $"--manifest={folder.File("manifest.json")}", $"--job-folder={folder.File("other")}", "--workspace=" + folder.File("work")], environment: Environment());
        Assert.That(await EngineBench.Own.SucceedAsync("ps", "--quiet", "--filter", $"label=dev.fairlead.node.job={job}"), Is.Not.Empty);
        LibC.Signal(program.Id, LibC.Terminate);
        await program.WaitForExitAsync();
    }

    [Test]
    public async Task TERM_ends_the_run_as_cancelled_and_leaves_no_container()
    {
        Script("alpha", "echo ready\nsleep 600\n");
        Manifest(Card("alpha"));
        using var program = ChildProcess.Start(Program, Arguments("run", "--workspace=" + folder.File("work")), environment: Environment());
        await Eventually.HoldsAsync("the model is ready", () => Task.FromResult(File.Exists(new JobFolders(folder.File("job")).Log(0)) && File.ReadAllText(new JobFolders(folder.File("job")).Log(0)).Contains("ready", StringComparison.Ordinal)));
        LibC.Signal(program.Id, LibC.Terminate);
        await program.WaitForExitAsync();
        Assert.That(program.ExitCode, Is.EqualTo((int)ExitCode.Cancelled));
        Assert.That(await EngineBench.Own.SucceedAsync("ps", "--all", "--quiet", "--filter", $"label=dev.fairlead.node.job={job}"), Is.Empty);
        Assert.That(RankRecord.Read(new JobFolders(folder.File("job")).Rank("alpha", 0), 0).Verdict, Is.EqualTo(new Verdict(VerdictKind.Failure, "it was cancelled")));
    }

    [Test]
    public async Task An_image_that_the_node_has_not_is_said_by_its_digest()
    {
        Script("alpha", "exit 0\n");
        var digest = Digest.Of("another");
        Write(new ManifestImage("alpha", "alpha:1", ImageSource.Built) { ConfigDigest = digest }, Card("alpha"));
        var result = await RunAsync("run", "--workspace=" + folder.File("work"));
        Assert.That(result.ExitCode, Is.EqualTo((int)ExitCode.StageFailed));
        Assert.That(result.Error, Does.Contain($"this node has no image 'alpha' (sha256:{digest})"));
    }

    [Test]
    public async Task The_manifest_that_nodes_share_is_left_as_it_is()
    {
        Script("alpha", "echo 'performance: 1 loss'\n");
        Manifest(Card("alpha"));
        var before = File.ReadAllBytes(folder.File("manifest.json"));
        await RunAsync("run", "--workspace=" + folder.File("work"));
        await RunAsync("collect-results");
        Assert.That(File.ReadAllBytes(folder.File("manifest.json")), Is.EqualTo(before));
    }

    private void Script(string model, string text) => folder.Write($"work/scripts/{model}/run.sh", text);

    private static ManifestModel Card(string name, string further = "\"owner\": \"us\"") => new(name, JsonText.Parse($$"""{"name": "{{name}}", "scripts": "scripts/{{name}}", {{further}} }"""));

    private void Manifest(params ManifestModel[] models) => Write(null, models);

    private void Write(ManifestImage? image, params ManifestModel[] models)
    {
        var manifest = models.Aggregate(ImageManifest.Empty with { Models = [.. models] }, (written, model) => written.With(image ?? new ManifestImage(model.Key, $"{model.Key}:1", ImageSource.Built) { ConfigDigest = Digest.Parse(EngineBench.Image["sha256:".Length..]) }));
        folder.Write("manifest.json", ManifestJson.Write(manifest));
    }

    private IEnumerable<string> Rows(params string[] columns)
    {
        var table = ResultTable.Parse(File.ReadAllText(folder.File("job/perf.csv")));
        return table.Rows.Select(row => string.Join('|', columns.Select(column => table[row, column])));
    }

    private Task<ProcessResult> RunAsync(string verb, params string[] options) => ChildProcess.RunAsync(Program, Arguments(verb, options), environment: Environment());

    private Task<ProcessResult> RunAsync(string verb, (string Name, string Value) variable, params string[] options) => ChildProcess.RunAsync(Program, Arguments(verb, options), environment: Environment(variable));

    private Task<ProcessResult> RunAsync(string verb, (string Name, string Value) variable, (string Name, string Value) another, params string[] options) => ChildProcess.RunAsync(Program, Arguments(verb, options), environment: Environment(variable, another));

    private IReadOnlyList<string> Arguments(string verb, params string[] options) => [verb, $"--manifest={folder.File("manifest.json")}", $"--job-folder={folder.File("job")}", .. options];

    private ImmutableDictionary<string, string> Environment(params (string Name, string Value)[] variables) => EngineBench.Engine.Environment!.ToImmutableDictionary()
        .Add("SLURM_JOB_ID", job)
        .AddRange(variables.Select(variable => KeyValuePair.Create(variable.Name, variable.Value)));
}
