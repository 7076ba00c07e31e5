using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance;

/// <summary>A checkout laid out as Nemotron's is: packages below src, recipes declared by a block in their scripts.</summary>
public sealed class NemotronCheckout
{
    private readonly TemporaryDirectory directory = new();

    [SetUp]
    public void MakeCheckout()
    {
        directory.Write("checkout/pyproject.toml", "");
        directory.Write("checkout/src/nemotron/__init__.py", "");
        directory.Write("checkout/src/nemotron/kit/tool.py", "WORD = 'kit'\n");
        directory.Write("checkout/src/nemotron/recipes/__init__.py", "");
        directory.Write("checkout/src/nemotron/recipes/super3/other.py", "");
        directory.Write("checkout/src/nemotron/recipes/nano3/stage1_sft/train.py", """
            # /// script
            # [tool.runspec]
            # schema = "1"
            # name = "nano3/sft"
            # image = "registry.test/nemo:1"
            # [tool.runspec.run]
            # launch = "torchrun"
            # [tool.runspec.resources]
            # nodes = 1
            # gpus_per_node = 8
            # ///
            import sys
            from nemotron.kit.tool import WORD
            print(WORD, open(sys.argv[2]).read())
            """);
        directory.Write("checkout/src/nemotron/recipes/nano3/stage1_sft/config/base.yaml", "run:\n  data: SFTDataArtifact-sft:latest\n  env:\n    container: registry.test/nemo:2\ntrain:\n  train_iters: 1700\ndataset:\n  root: ${art:data,path}\n");
        directory.Write("checkout/src/nemotron/recipes/nano3/stage1_sft/config/default.yaml", "defaults: base\ntrain:\n  train_iters: 3\nhome: ${oc.env:PWD}/src\n");
    }

    [TearDown]
    public void CleanUp()
    {
        RunProcesses.Kill(directory.Path);
        directory.Dispose();
    }

    [Test]
    public async Task Lists_its_recipes() =>
        Assert.That((await RunAsync("--target=ListRecipes")).Output, Does.Contain("nano3/sft").And.Contain("torchrun").And.Contain("[default]"));

    [Test]
    public async Task Renders_with_pod_time_expressions_left_alone_and_one_process_without_GPUs()
    {
        var request = JsonNode.Parse((await RunAsync("--target=RenderSft")).Output)!;
        var config = JsonNode.Parse(request["files"]!["config.json"]!.GetValue<string>())!;
        Assert.Multiple(() =>
        {
            Assert.That(request["processes_per_node"]!.GetValue<int>(), Is.EqualTo(1));
            Assert.That(request["gpus_per_node"]!.GetValue<int>(), Is.EqualTo(0));
            Assert.That(request["source"]!["script"]!.GetValue<string>(), Is.EqualTo("src/nemotron/recipes/nano3/stage1_sft/train.py"));
            Assert.That(config["train"]!["train_iters"]!.GetValue<int>(), Is.EqualTo(3));
            Assert.That(config["dataset"]!["root"]!.GetValue<string>(), Is.EqualTo("${art:data,path}"));
            Assert.That(config["home"]!.GetValue<string>(), Is.EqualTo("${oc.env:PWD}/src"));
        });
    }

    [Test]
    public async Task Runs_with_its_packages_on_the_path_and_only_its_own_family()
    {
        var result = await RunAsync("--target=SubmitSft", "--set=env.launch=direct");
        Assert.That(result.Error, Does.Contain("[rank 0] kit"));
        Assert.That(Directory.EnumerateFiles(directory.File("runs"), "other.py", SearchOption.AllDirectories), Is.Empty);
    }

    [Test]
    public async Task A_repo_root_without_src_is_refused_with_the_key()
    {
        var wrong = directory.File("moved");
        Directory.CreateDirectory(wrong);
        var result = await StartAsync("--target=RenderSft", $"--set=env.repo_root={wrong}");
        Assert.That((ExitCode)result.ExitCode, Is.EqualTo(ExitCode.Usage));
        Assert.That(result.Error, Does.Contain("src").And.Contain("repo_root"));
    }

    private async Task<ProcessResult> RunAsync(params string[] arguments)
    {
        var result = await StartAsync(arguments);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        return result;
    }

    private Task<ProcessResult> StartAsync(params string[] arguments) => ChildProcess.RunAsync(
        Path.Combine(Repository.Root, "build.sh"),
        [.. arguments, $"--recipes-root={directory.File("checkout/src/nemotron/recipes")}", $"--cache-root={directory.File("cache")}", $"--runs-root={directory.File("runs")}"],
        environment: new Dictionary<string, string> { ["FAIRLEAD_ENV_FILE"] = "" });
}
