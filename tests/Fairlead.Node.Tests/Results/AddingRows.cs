using Fairlead.Node.Results;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Results;

public sealed class AddingRows
{
    private readonly TemporaryDirectory folder = new();

    private string Text => File.ReadAllText(folder.File("perf.csv"));

    [TearDown]
    public void Remove() => folder.Dispose();

    [Test]
    public async Task A_new_file_has_upstreams_columns()
    {
        await AppendAsync(new() { ["model"] = "alpha", ["performance"] = "1.5", ["additional_docker_run_options"] = "-v a:b, \"c\"" });
        var lines = Text.Split('\n');
        Assert.That(lines[0], Is.EqualTo("model,n_gpus,nnodes,gpus_per_node,training_precision,pipeline,args,tags,docker_file,base_docker,docker_sha,docker_image,git_commit,machine_name,deployment_type,launcher,gpu_architecture,performance,metric,relative_change,status,build_duration,test_duration,dataname,data_provider_type,data_size,data_download_duration,build_number,additional_docker_run_options"));
        Assert.That(lines[1], Is.EqualTo("alpha,,,,,,,,,,,,,,,,,1.5,,,,,,,,,,,\"-v a:b, \"\"c\"\"\""));
        Assert.That(lines, Has.Length.EqualTo(3));
    }

    [Test]
    public async Task An_existing_header_rules_and_new_columns_go_to_its_right()
    {
        var old = string.Join(',', PerfFile.Columns.Reverse()) + ",mine\n" + "x,\"two\nlines\"\n";
        folder.Write("perf.csv", "\ufeff" + old.Replace("\n", "\r\n", StringComparison.Ordinal));
        await AppendAsync(new() { ["model"] = "alpha" });
        Assert.That(Text, Does.EndWith("\r\n" + new string(',', 28) + "alpha,\n"), "not rewritten");
        await AppendAsync(new() { ["model"] = "beta", ["batch"] = "8" });
        Assert.That(Text.Split('\n')[0], Is.EqualTo(string.Join(',', PerfFile.Columns.Reverse()) + ",mine,batch"));
        Assert.That(Text, Does.EndWith("alpha,,\n" + new string(',', 28) + "beta,,8\n"));
        Assert.That(Text, Does.Contain("x,\"two\r\nlines\",\n"));
    }

    [Test]
    public async Task Half_a_row_of_a_writer_that_was_killed_spoils_no_other()
    {
        await AppendAsync(new() { ["model"] = "alpha" });
        File.AppendAllText(folder.File("perf.csv"), "half,of");
        await AppendAsync(new() { ["model"] = "beta" });
        Assert.That(Text.Split('\n')[^2], Does.StartWith("beta,"));
    }

    [Test]
    public async Task Many_writers_lose_nothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(() => AppendAsync(new() { ["model"] = $"model{number}", [$"column{number % 3}"] = "x" }))));
        var table = ResultTable.Parse(Text);
        Assert.That(table.Rows.Select(row => table[row, "model"]), Is.EquivalentTo(Enumerable.Range(0, 24).Select(number => $"model{number}")));
        Assert.That(table.Columns, Has.Length.EqualTo(PerfFile.Columns.Length + 3));
    }

    private Task AppendAsync(Dictionary<string, string> row) => new PerfFile(folder.File("perf.csv"), TimeProvider.System).AppendAsync([row], CancellationToken.None);
}
