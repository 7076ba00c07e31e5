using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance.Docker;

public sealed class PublishingImages
{
    [Test]
    public async Task A_release_is_pushed_once_recorded_and_can_be_run_by_digest()
    {
        using var place = await EngineWorkplace.OpenAsync();
        await using var registry = await ImageRegistry.StartAsync();
        string[] publish = ["--target=PublishImages", "--recipe=nano3/sft", $"--registry={registry.Host}/team", "--release=1.4.2", "--json"];
        var first = Only((await place.User.SucceedAsync(publish)).Output);
        Assert.That(first["pushed"]!.GetValue<bool>(), Is.True);
        Assert.That(first["tags"]!.AsArray().Select(tag => tag!.GetValue<string>()), Is.EqualTo(new[] { "1.4.2", "1.4", "1", "latest" }));

        var second = Only((await place.User.SucceedAsync(publish)).Output);
        Assert.That(second["pushed"]!.GetValue<bool>(), Is.False);
        Assert.That(second["manifest_digest"]!.GetValue<string>(), Is.EqualTo(first["manifest_digest"]!.GetValue<string>()));
        Assert.That(Directory.GetFiles(Path.Combine(place.User.Runs, ".published"), "*.json"), Has.Length.EqualTo(2));

        var byDigest = $"{registry.Host}/team/nano3@sha256:{first["manifest_digest"]!.GetValue<string>()}";
        Assert.That(await File.ReadAllTextAsync(Path.Combine(place.User.Cache, "images.json")), Does.Contain(byDigest));
        await using var other = await EngineForAll.StartAnotherAsync();
        place.UseEngine(other);
        Assert.That((await place.User.SucceedAsync("--target=SubmitSft", "--executor=docker", $"--set=env.container_image={byDigest}")).Output, Does.Contain("succeeded"));
    }

    [TestCase("--registry=127.0.0.1:9/team", "--release=1.4", "'1.4'")]
    [TestCase("--registry=team", "--release=1.4.0", "'team/image'")]
    [TestCase("--registry=127.0.0.1:9/team", "", "--release=VERSION")]
    public async Task What_is_wrong_is_said_before_anything_is_built(string registry, string release, string named)
    {
        using var place = await EngineWorkplace.OpenAsync();
        foreach (var target in new[] { "PublishImages", "Release" })
        {
            string[] arguments = [$"--target={target}", registry, release];
            Assert.That(await place.User.FailAsync(ExitCode.Usage, [.. arguments.Where(argument => argument.Length > 0)]), Does.Contain(named));
        }

        Assert.That(await place.ImagesAsync(), Is.Empty);
    }

    private static JsonNode Only(string output) => JsonNode.Parse(output)!.AsArray().Single()!;
}
