using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance;

public sealed class Recipes
{
    private const string PythonWithTorch = "/usr/bin/python3";

    [Test]
    public async Task Their_own_tests_pass()
    {
        var result = await ChildProcess.RunAsync(
            PythonWithTorch,
            ["-m", "unittest", "discover", "-s", "tests/recipes", "-t", "tests/recipes"],
            Repository.Root,
            cancellationToken: TestContext.CurrentContext.CancellationToken);
        Assert.That(result.ExitCode, Is.Zero, result.Error);
        Assert.That(result.Error, Does.Match(@"Ran \d\d+ tests"));
    }

    [TestCase("nano3/pretrain")]
    [TestCase("nano3/rl")]
    [TestCase("super3/pretrain")]
    [TestCase("super3/sft")]
    [TestCase("super3/rl")]
    public async Task Every_tiny_config_trains(string recipe)
    {
        using var workplace = new Workplace();
        var result = await workplace.SucceedAsync("--target=Submit", $"--recipe={recipe}");
        Assert.That(result.Output, Does.Match(@"loss -?\d+\.\d+ -> -?\d+\.\d+ over 2 ranks"));
    }

    [Test]
    public async Task The_default_config_trains_a_GPT_under_torchrun()
    {
        Service.Require((await ChildProcess.RunAsync(PythonWithTorch, ["-c", "import torch"])).Succeeded, "PyTorch is not installed");
        using var workplace = new Workplace();
        var result = await workplace.SucceedAsync([
            "--target=SubmitSft",
            $"--set=env.python={PythonWithTorch}",
            "--set=env.nprocs_per_node=2",
            .. SmallGpt.Settings,
        ]);
        Assert.That(result.Error, Does.Contain("[node 0]"));
        Assert.That(result.Output, Does.Match(@"loss \d+\.\d+ -> \d+\.\d+ over 2 ranks"));
    }
}
