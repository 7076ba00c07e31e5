namespace Fairlead.Acceptance.Clouds;

public sealed class TrainingInPods
{
    [Test]
    public async Task Nano3_trains_and_a_second_time_nothing_is_created([Values("dgxcloud", "lepton")] string executor, [Values(2, 4)] int pods)
    {
        await using var place = new CloudWorkplace();
        var command = CloudWorkplace.On(executor, "--target=SubmitSft", $"--set=env.nodes={pods}", "--attach");
        var first = await place.User.SucceedAsync(command);
        Assert.That(first.Output, Does.Match($@"loss \d+\.\d+ -> \d+\.\d+ over {2 * pods} ranks"));
        Assert.That(first.Error, Does.Match(@"\[rank 1\] step \d+ loss"));
        var jobs = await place.JobsAsync(executor);
        Assert.That(jobs, Has.Count.EqualTo(2), "the preparation and the training");

        var second = await place.User.SucceedAsync(command);
        Assert.That(StageLines.In(second.Error), Is.Not.Empty.And.All.StartWith("hit"));
        Assert.That(second.Output, Is.EqualTo(first.Output));
        Assert.That(await place.JobsAsync(executor), Is.EqualTo(jobs));
    }

    [Test]
    public async Task Every_stage_of_both_families_runs_with_its_preparation([Values("dgxcloud", "lepton")] string executor, [Values("nano3", "super3")] string family)
    {
        await using var place = new CloudWorkplace();
        foreach (var stage in new[] { "Pretrain", "Sft", "Rl" })
        {
            await place.User.SucceedAsync(CloudWorkplace.On(executor, $"--target=Prep{stage}", $"--recipe={family}", "--attach"));
            var result = await place.User.SucceedAsync(CloudWorkplace.On(executor, $"--target=Submit{stage}", $"--recipe={family}", "--attach"));
            Assert.That(result.Output, Does.Contain("succeeded"));
        }

        Assert.That(await place.JobsAsync(executor), Has.Count.EqualTo(6));
    }

    [TestCase("dgxcloud", 3)]
    [TestCase("lepton", 2)]
    public async Task A_Ray_job_of_two_nodes_has_a_cluster_of_its_own_and_one_of_one_node_has_none(string executor, int jobsInAll)
    {
        await using var place = new CloudWorkplace();
        place.User.Write("recipes/nano3/rl/train.py", "import os\nprint('driver of', os.environ.get('RAY_ADDRESS', 'no cluster'))\n");
        var recipe = Path.Combine(place.User.Path, "recipes/nano3/rl/recipe.toml");
        await File.WriteAllTextAsync(recipe, (await File.ReadAllTextAsync(recipe)).Replace("launch = \"direct\"", "launch = \"ray\"", StringComparison.Ordinal));
        var command = CloudWorkplace.On(executor, "--target=SubmitRl", "--attach");
        var inline = await place.User.SucceedAsync(command);
        Assert.That(inline.Error, Does.Contain("driver of no cluster"));
        Assert.That(await place.JobsAsync(executor), Has.Count.EqualTo(2), "the preparation and the inline job");

        var clustered = await place.User.SucceedAsync([.. command, "--set=env.nodes=2"]);
        Assert.That(clustered.Error, Does.Match(@"driver of [\w.]+:\d+"));
        Assert.That(await place.JobsAsync(executor), Has.Count.EqualTo(jobsInAll), "on Lepton the second is no job but a Ray cluster");
    }

    [Test]
    public async Task A_detached_job_is_followed_cancelled_and_found_again([Values("dgxcloud", "lepton")] string executor)
    {
        await using var place = new CloudWorkplace();
        await place.User.SucceedAsync(CloudWorkplace.On(executor, "--target=SubmitSft", "--set=env.nodes=2", "--set=train.steps=100000"));
        Assert.That((await place.User.SucceedAsync("--target=Status")).Output, Does.Match(@"run nano3-sft-\w+ (queued|starting|running)"));
        Assert.That(async () => (await place.User.SucceedAsync("--target=Logs")).Output, Does.Contain("[rank 0] step 1 ").After(60_000, 500));
        await place.User.SucceedAsync("--target=Cancel");
        Assert.That((await place.User.RunsAsync())[^1]!["state"]!.GetValue<string>(), Is.EqualTo("cancelled"));
        Assert.That(place.User.Processes(), Is.Empty);
        Assert.That((await place.User.SucceedAsync("--target=Logs", "--rank=0")).Output, Does.Contain("[rank 0] step 1 "));
    }

    [Test]
    public async Task Collect_brings_the_output_home([Values("dgxcloud", "lepton")] string executor)
    {
        await using var place = new CloudWorkplace();
        await place.User.SucceedAsync(CloudWorkplace.On(executor, "--target=SubmitSft", "--attach"));
        Assert.That((await place.User.SucceedAsync("--target=Collect")).Output, Does.Contain("checkpoint.json").And.Contain("results.csv"));
    }
}
