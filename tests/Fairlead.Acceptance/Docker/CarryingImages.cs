using System.Text.Json.Nodes;
using Fairlead.Primitives;

namespace Fairlead.Acceptance.Docker;

public sealed class CarryingImages
{
    private static readonly string[] OfSft = ["--recipe=nano3/sft"];

    [Test]
    public async Task What_one_host_saves_another_loads_and_runs_and_then_only_the_changed_layer_moves()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var saved = await place.User.SucceedAsync(["--target=SaveImages", .. OfSft]);
        Assert.That(StageLines.In(saved.Error), Does.Contain("ran image nano3"));

        var first = place.Engine;
        await using var other = await EngineForAll.StartAnotherAsync();
        place.UseEngine(other);
        var loaded = await LoadAsync(place);
        Assert.That(loaded["outcome"]!.GetValue<string>(), Is.EqualTo("whole"));
        Assert.That(await place.ImagesAsync(), Has.Length.EqualTo(1));
        var reference = loaded["reference"]!.GetValue<string>();
        Assert.That(await other.SucceedAsync("run", "--rm", "--network", "host", reference, "python3", "-c", "print('runs here')"), Is.EqualTo("runs here"));
        Assert.That((await LoadAsync(place))["bytes"]!.GetValue<long>(), Is.Zero);

        place.UseEngine(first);
        var dockerfile = Path.Combine(place.User.Recipes, "nano3/Dockerfile");
        await File.AppendAllTextAsync(dockerfile, "RUN python3 -c \"import random; open('/layer', 'wb').write(random.Random(1).randbytes(1000000))\"\n");
        await place.User.SucceedAsync(["--target=SaveImages", .. OfSft]);
        place.UseEngine(other);
        var changed = await LoadAsync(place);
        Assert.That(changed["outcome"]!.GetValue<string>(), Is.EqualTo("missing_layers"));
        Assert.That(changed["layers"]!.GetValue<int>(), Is.EqualTo(1));
        Assert.That(changed["bytes"]!.GetValue<long>(), Is.InRange(1_000_000, 1_100_000));
    }

    [Test]
    public async Task A_host_without_the_base_trains_in_the_image_that_another_saved()
    {
        using var place = await EngineWorkplace.OpenAsync();
        place.User.WriteProfiles($"[cache]\nroot = \"{Directory.CreateDirectory(Path.Combine(place.User.Path, "shared")).FullName}\"\n");
        await place.User.SucceedAsync(["--target=SaveImages", .. OfSft]);
        await using var other = await EngineForAll.StartAnotherAsync();
        place.UseEngine(other);
        place.User.Cache = Path.Combine(place.User.Path, "cache-of-another-host");
        var trained = await place.User.SucceedAsync("--target=SubmitSft", "--executor=docker");
        Assert.That(trained.Output, Does.Contain("succeeded"));
        Assert.That(trained.Error, Does.Contain("ran  load  fairlead/nano3:").And.Not.Contain("Step 1"));
        Assert.That((await place.User.SucceedAsync("--target=SubmitSft", "--executor=docker")).Output, Is.EqualTo(trained.Output));
    }

    [Test]
    public async Task Saving_twice_writes_nothing_the_second_time()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var first = JsonNode.Parse((await place.User.SucceedAsync(["--target=SaveImages", "--json", .. OfSft])).Output)!.AsArray().Single()!;
        Assert.That(first["bytes"]!.GetValue<long>(), Is.Positive);
        var second = JsonNode.Parse((await place.User.SucceedAsync(["--target=SaveImages", "--json", .. OfSft])).Output)!.AsArray().Single()!;
        Assert.That(second["bytes"]!.GetValue<long>(), Is.Zero);
        Assert.That((await place.User.SucceedAsync("--target=CacheInfo")).Output, Does.Contain("images"));
    }

    [Test]
    public async Task One_tar_file_goes_to_plain_docker_and_comes_back()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var ours = Path.Combine(place.User.Path, "ours.tar");
        await place.User.SucceedAsync(["--target=SaveImages", $"--tar={ours}", .. OfSft]);
        await using var other = await EngineForAll.StartAnotherAsync();
        Assert.That(await other.SucceedAsync("load", "--input", ours), Does.Contain("fairlead/nano3:"));

        var theirs = Path.Combine(place.User.Path, "theirs.tar");
        await place.Engine.SucceedAsync("save", "--output", theirs, EngineForAll.Base);
        place.UseEngine(other);
        await place.User.SucceedAsync("--target=LoadImages", $"--tar={theirs}");
        Assert.That(await other.SucceedAsync("image", "ls", "--quiet", EngineForAll.Base), Is.Not.Empty);
    }

    [Test]
    public async Task What_is_not_in_the_cache_is_named_with_what_is()
    {
        using var place = await EngineWorkplace.OpenAsync();
        var error = await place.User.FailAsync(ExitCode.Usage, "--target=LoadImages", "--image=nobody/knows:1");
        Assert.That(error, Does.Contain("nobody/knows:1").And.Contain("SaveImages"));
    }

    [Test]
    public async Task An_image_of_the_engine_is_saved_by_its_name()
    {
        using var place = await EngineWorkplace.OpenAsync();
        await place.User.SucceedAsync("--target=SaveImages", $"--image={EngineForAll.Base}");
        await using var other = await EngineForAll.StartAnotherAsync();
        place.UseEngine(other);
        await place.User.SucceedAsync("--target=LoadImages", $"--image={EngineForAll.Base}");
        Assert.That(await other.SucceedAsync("image", "ls", "--quiet", EngineForAll.Base), Is.Not.Empty);
    }

    private static async Task<JsonNode> LoadAsync(EngineWorkplace place) =>
        JsonNode.Parse((await place.User.SucceedAsync(["--target=LoadImages", "--json", .. OfSft])).Output)!.AsArray().Single()!;
}
