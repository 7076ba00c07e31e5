using System.Collections.Immutable;
using Fairlead.Images.Manifest;
using Fairlead.Node.Results;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Results;

public sealed class CollectingResults
{
    private static readonly Verdict Success = new(VerdictKind.Success, "it brought a figure");
    private static readonly Verdict Deferred = new(VerdictKind.Deferred, "this rank brought no figure");
    private readonly TemporaryDirectory folder = new();
    private readonly StringWriter screen = new();

    [TearDown]
    public void Remove()
    {
        folder.Dispose();
        screen.Dispose();
    }

    private ResultTable Rows => ResultTable.Parse(File.ReadAllText(folder.File("perf.csv")));

    [Test]
    public async Task The_nodes_file_with_figures_becomes_rows()
    {
        Rank(0, Deferred, csv: "model,performance,metric\n");
        Rank(1, Deferred, csv: "model,performance,metric\na,,loss\n");
        Rank(2, Success with { }, csv: "\ufeffmodel, performance ,metric,batch\na,1.5,loss,8\nb,N/A,loss,16\nc,2.5,loss,32\n", gpus: 4);
        Assert.That(await CollectAsync(3, """{"multiple_results": "perf_alpha.csv", "args": "--x", "tags": ["a", "b"], "distributed": {"launcher": "torchrun"}}"""), Is.EqualTo(ExitCode.Success));
        Assert.That(Cells("model", "performance", "metric", "batch", "status", "n_gpus", "nnodes", "tags", "launcher", "machine_name", "deployment_type"), Is.EqualTo(new[]
        {
            "alpha_a|1.5|loss|8|SUCCESS|12|3|a,b|torchrun|4711|cluster",
            "alpha_b||loss|16|FAILURE|12|3|a,b|torchrun|4711|cluster",
            "alpha_c|2.5|loss|32|SUCCESS|12|3|a,b|torchrun|4711|cluster",
        }));
        Assert.That(screen.ToString(), Does.Contain("3 rows").And.Contain("node_2"));
    }

    [Test]
    public async Task No_figure_on_any_node_is_one_failure_that_names_the_ranks()
    {
        Rank(0, Deferred, csv: "model,performance,metric\n");
        Rank(1, Deferred);
        Assert.That(await CollectAsync(2, """{"multiple_results": "perf_alpha.csv"}"""), Is.EqualTo(ExitCode.StageFailed));
        Assert.That(Cells("model", "performance", "status"), Is.EqualTo(new[] { "alpha||FAILURE" }));
        Assert.That(screen.ToString(), Does.Contain("none of the ranks 0, 1 brought a figure"));
    }

    [Test]
    public async Task Without_a_column_of_figures_the_printed_ones_count()
    {
        Rank(0, Success, csv: "model,metric\na,b\n", metric: new Metric(10, "tokens_per_second"));
        Rank(1, Success, metric: new Metric(20, "tokens_per_second"));
        Assert.That(await CollectAsync(2, """{"multiple_results": "perf_alpha.csv"}"""), Is.EqualTo(ExitCode.Success));
        Assert.That(Cells("performance", "metric", "status"), Is.EqualTo(new[] { "30|tokens_per_second|SUCCESS" }));
    }

    [Test]
    public async Task One_figure_of_the_whole_job_is_told_once()
    {
        for (var rank = 0; rank < 4; rank++)
            Rank(rank, Success, metric: new Metric(100, "tokens_per_second"));
        await CollectAsync(4);
        Assert.That(Cells("performance"), Is.EqualTo(new[] { "100" }));
    }

    [TestCase("exit code 1")]
    [TestCase("it was cancelled")]
    [TestCase("it was ended after 7200 s, the time it has")]
    public async Task A_rank_that_failed_is_a_failure_whatever_the_others_brought(string reason)
    {
        Rank(0, Success, metric: new Metric(100, "tokens_per_second"));
        Rank(1, new Verdict(VerdictKind.Failure, reason));
        Assert.That(await CollectAsync(2), Is.EqualTo(ExitCode.JobFailed));
        Assert.That(Cells("model", "performance", "status"), Is.EqualTo(new[] { "alpha||FAILURE" }));
        Assert.That(screen.ToString(), Does.Contain($"rank 1: {reason}"));
    }

    [Test]
    public async Task A_rank_that_left_nothing_is_a_failure()
    {
        Rank(0, Success, metric: new Metric(100, "tokens_per_second"));
        Assert.That(await CollectAsync(2), Is.EqualTo(ExitCode.JobFailed));
        Assert.That(screen.ToString(), Does.Contain("rank 1: it left no record"));
        Rank(1, Success);
        File.WriteAllText(Path.Combine(new JobFolders(folder.Path).Rank(Sample.Key, 1), "rank.json"), "{\"verdict\": 3}");
        Assert.That(await CollectAsync(2), Is.EqualTo(ExitCode.JobFailed));
        Assert.That(screen.ToString(), Does.Contain("cannot be read"));
    }

    [Test]
    public async Task What_the_card_hands_over_in_clear_is_not_in_the_rows()
    {
        Rank(0, Success, metric: new Metric(1, "loss"));
        await CollectAsync(1, """{"args": "--api-key=canary_1 --steps=3", "additional_docker_run_options": "-e HF_TOKEN='canary 2' --env=A=b"}""");
        Assert.That(Cells("args", "additional_docker_run_options"), Is.EqualTo(new[] { "--api-key=*** --steps=3|-e HF_TOKEN=*** --env=A=b" }));
    }

    [Test]
    public async Task Ten_models_are_ten_rows()
    {
        var models = Enumerable.Range(0, 10).Select(number => $"model/{number}").ToImmutableArray();
        foreach (var model in models)
            new RankRecord(0, Success, Metric: new Metric(1, "loss")).Write(new JobFolders(folder.Path).Rank(model, 0));
        var manifest = ImageManifest.Empty with { Models = [.. models.Select(model => new ManifestModel(model, JsonText.Parse($$"""{"name": "{{model}}"}""")))] };
        Assert.That(await CollectionOf(manifest, 1).CollectAsync(manifest.Models, CancellationToken.None), Is.EqualTo(ExitCode.Success));
        Assert.That(Cells("model", "status"), Is.EqualTo(models.Select(model => $"{model}|SUCCESS")));
    }

    [Test]
    public async Task A_model_that_is_not_for_these_GPUs_is_skipped()
    {
        Rank(0, Verdict.Skipped);
        Assert.That(await CollectAsync(1), Is.EqualTo(ExitCode.Success));
        Assert.That(Cells("status"), Is.EqualTo(new[] { "SKIPPED" }));
    }

    private void Rank(int rank, Verdict verdict, string? csv = null, Metric? metric = null, int gpus = 0)
    {
        var target = new JobFolders(folder.Path).Rank(Sample.Key, rank);
        new RankRecord(rank, verdict, 1.5, gpus, null, metric).Write(target);
        if (csv is not null)
            File.WriteAllText(Path.Combine(target, "perf_alpha.csv"), csv);
    }

    private Task<ExitCode> CollectAsync(int world, string card = "{}")
    {
        var manifest = new Sample(Card: card, Deployment: """{"target": "cluster"}""").Manifest;
        return CollectionOf(manifest, world).CollectAsync(manifest.Models, CancellationToken.None);
    }

    private Collection CollectionOf(ImageManifest manifest, int world) =>
        new(manifest, new JobFolders(folder.Path), world, "4711", ImmutableDictionary<string, string>.Empty, new Terminal(TextWriter.Null, screen), TimeProvider.System);

    private IEnumerable<string> Cells(params string[] columns)
    {
        var rows = Rows;
        return rows.Rows.Select(row => string.Join('|', columns.Select(column => rows[row, column])));
    }
}
