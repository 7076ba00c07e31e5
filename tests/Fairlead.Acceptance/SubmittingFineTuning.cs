using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Acceptance;

public sealed class SubmittingFineTuning
{
    private readonly Workplace workplace = new();

    [TearDown]
    public void CleanUp() => workplace.Dispose();

    [Test]
    public async Task A_second_run_does_nothing_and_resubmitting_makes_exactly_one_more()
    {
        var first = await workplace.SucceedAsync("--target=SubmitSft");
        Assert.That(first.Output, Does.Match(@"loss \d+\.\d+ -> \d+\.\d+ over 2 ranks"));
        Assert.That(first.Output, Does.Match("run nano3-sft-[0-9a-f]{12} succeeded"));
        Assert.That(first.Output, Does.Contain("--target=Collect --run=").And.Contain("--target=Logs --run=").And.Contain("with --resubmit").And.Not.Contain("--target=Cancel"));

        var second = await workplace.SucceedAsync("--target=SubmitSft");
        Assert.That(StageLines.In(second.Error), Is.Not.Empty.And.All.StartWith("hit"));
        Assert.That(second.Output, Is.EqualTo(first.Output));
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(1));

        var asJson = JsonNode.Parse((await workplace.SucceedAsync("--target=SubmitSft", "--json")).Output)!;
        Assert.That(asJson["run"]!["state"]!.GetValue<string>(), Is.EqualTo("succeeded"));
        Assert.That(asJson["results"]!.AsArray(), Has.Count.EqualTo(2));

        await workplace.SucceedAsync("--target=SubmitSft", "--resubmit");
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(2));
    }

    [Test]
    public async Task Two_nodes_of_two_processes_train_with_four_ranks()
    {
        await workplace.SucceedAsync("--target=SubmitSft", "--set=env.nodes=2", "--set=env.nprocs_per_node=2");
        var output = System.IO.Path.Combine(workplace.Runs, (await workplace.RunsAsync())[0]!["run"]!.GetValue<string>(), "output");
        var rows = await File.ReadAllLinesAsync(System.IO.Path.Combine(output, "results.csv"));
        Assert.That(rows.Skip(1).Select(row => int.Parse(row.Split(',')[0], CultureInfo.InvariantCulture)), Is.EqualTo(Enumerable.Range(0, 4)));
        Assert.That(Directory.GetFiles(output, "metrics.jsonl", SearchOption.AllDirectories), Has.Length.EqualTo(4));
    }

    [Test]
    public async Task Touching_every_file_runs_nothing()
    {
        await workplace.SucceedAsync("--target=SubmitSft");
        foreach (var file in Directory.EnumerateFiles(workplace.Recipes, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(file, DateTime.UtcNow);
        var again = await workplace.SucceedAsync("--target=SubmitSft");
        Assert.That(StageLines.In(again.Error), Is.Not.Empty.And.All.StartWith("hit"));
    }

    [Test]
    public async Task One_byte_of_the_script_runs_all_but_the_preparation_and_Explain_names_the_file()
    {
        await workplace.SucceedAsync("--target=SubmitSft");
        await File.AppendAllTextAsync(System.IO.Path.Combine(workplace.Recipes, "nano3/sft/train.py"), "\n");

        var explained = await workplace.SucceedAsync("--target=Explain", "--recipe=nano3/sft");
        Assert.That(explained.Output, Does.Contain("file:nano3/sft/train.py: "));
        Assert.That(explained.Output, Does.Match(@"prepare  nano3/data/prep/sft .*up to date"));

        var again = await workplace.SucceedAsync("--target=SubmitSft");
        Assert.That(StageLines.In(again.Error), Is.EqualTo(new[]
        {
            "hit prepare nano3/data/prep/sft", "ran package nano3/sft", "ran render nano3/sft", "ran submit nano3/sft",
        }));
    }

    [Test]
    public async Task The_users_own_rows_are_prepared_and_trained_on()
    {
        var rows = Enumerable.Range(0, 240).Select(i => $$$"""{"messages":[{"role":"user","content":"number {{{i}}}"},{"role":"assistant","content":"the answer is {{{i % 10}}}"}]}""");
        var file = workplace.Write("mine.jsonl", string.Join('\n', rows) + "\n");
        var first = await workplace.SucceedAsync("--target=PrepSft", $"--set=data.path={file}");
        Assert.That(StageLines.In(first.Error), Does.Contain("ran prepare nano3/data/prep/sft"));

        await File.AppendAllTextAsync(file, rows.First() + "\n");
        var again = await workplace.SucceedAsync("--target=PrepSft", $"--set=data.path={file}");
        Assert.That(again.Error, Does.Contain("input:data.path: "));
    }

    [Test]
    public async Task A_request_is_the_same_from_any_folder()
    {
        var here = await workplace.SucceedAsync("--target=RenderSft");
        var elsewhere = await ChildProcess.RunAsync(
            System.IO.Path.Combine(Repository.Root, "build.sh"),
            ["--target=RenderSft", $"--recipes-root={workplace.Recipes}", $"--cache-root={workplace.Cache}", $"--runs-root={workplace.Runs}"],
            workingDirectory: "/",
            workplace.Environment);
        Assert.That(elsewhere.Output, Is.EqualTo(here.Output));
    }
}
