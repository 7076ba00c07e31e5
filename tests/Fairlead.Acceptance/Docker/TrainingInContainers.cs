using System.Text.Json.Nodes;

namespace Fairlead.Acceptance.Docker;

public sealed class TrainingInContainers
{
    private static readonly string[] TwoContainers = ["--target=SubmitSft", "--executor=docker", "--set=env.nodes=2"];

    [Test]
    public async Task The_image_is_built_and_two_containers_train()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var first = await place.User.SucceedAsync(TwoContainers);
        Assert.That(first.Output, Does.Match(@"loss \d+\.\d+ -> \d+\.\d+ over 4 ranks"), "two in each container");
        Assert.That(StageLines.In(first.Error), Does.Contain("ran image nano3").And.Contain("ran submit nano3/sft"));
        Assert.That(await place.ImagesAsync(), Has.Length.EqualTo(1));

        var second = await place.User.SucceedAsync(TwoContainers);
        Assert.That(StageLines.In(second.Error), Is.Not.Empty.And.All.StartWith("hit"));
        Assert.That(second.Output, Is.EqualTo(first.Output));
        Assert.That(await place.User.RunsAsync(), Has.Count.EqualTo(1));
        Assert.That(await place.ContainersAsync(), Is.Empty);
    }

    [Test]
    public async Task The_ranks_are_in_containers_of_their_own_and_the_loss_is_the_one_they_logged()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var output = (await place.User.SucceedAsync([.. TwoContainers, "--set=env.nprocs_per_node=2", "--json"])).Output;
        var answer = JsonNode.Parse(output)!;
        Assert.That(answer["results"]!.AsArray(), Has.Count.EqualTo(4));
        var logs = (await place.User.SucceedAsync("--target=Logs")).Output;
        foreach (var row in answer["results"]!.AsArray())
            Assert.That(logs, Does.Contain(double.Parse(row!["loss_last"]!.GetValue<string>(), System.Globalization.CultureInfo.InvariantCulture).ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)));
    }

    [TestCase("SubmitPretrain")]
    [TestCase("SubmitRl")]
    public async Task Every_stage_has_an_image(string target)
    {
        using var place = await EngineWorkplace.OpenAsync();
        Assert.That((await place.User.SucceedAsync($"--target={target}", "--executor=docker")).Output, Does.Contain("succeeded"));
    }

    [Test]
    public async Task A_byte_of_the_Dockerfile_builds_anew_and_says_so()
    {
        using var place = await EngineWorkplace.OpenAsync();
        await place.User.SucceedAsync("--target=BuildImages", "--recipe=nano3/sft");
        await File.AppendAllTextAsync(Path.Combine(place.User.Recipes, "nano3/Dockerfile"), "LABEL more=1\n");
        var again = await place.User.SucceedAsync("--target=BuildImages", "--recipe=nano3/sft");
        Assert.That(StageLines.In(again.Error), Is.EqualTo(new[] { "ran image nano3" }));
        Assert.That(again.Error, Does.Contain("dockerfile: "));
    }

    [Test]
    public async Task Rendering_needs_no_image_but_the_base()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var request = JsonNode.Parse((await place.User.SucceedAsync("--target=RenderSft", "--executor=docker")).Output)!;
        Assert.That(request["part"]!["image"]!.GetValue<string>(), Does.Match("^fairlead/nano3:[0-9a-f]{12}$"));
        Assert.That(await place.ImagesAsync(), Is.Empty);
    }

    [Test]
    public async Task A_job_that_is_cancelled_leaves_no_container()
    {
        using var place = await EngineWorkplace.OpenAsync();
        await place.User.SucceedAsync([.. TwoContainers, "--detach", "--set=train.steps=100000"]);
        await place.User.SucceedAsync("--target=Cancel");
        Assert.That((await place.User.RunsAsync())[0]!["state"]!.GetValue<string>(), Is.EqualTo("cancelled"));
        Assert.That(await place.ContainersAsync(), Is.Empty);
    }
}
