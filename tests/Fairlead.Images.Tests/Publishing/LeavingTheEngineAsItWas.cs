using Fairlead.Images.Publishing;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Publishing;

public sealed class LeavingTheEngineAsItWas
{
    [Test]
    public async Task Tags_made_for_pushing_are_removed()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        await bench.PublishAsync(image, "1.0.0", "latest");
        Assert.That((await bench.Engine.FindImageAsync($"sha256:{image}", CancellationToken.None))!.Tags, Is.EqualTo((string[])[bench.LocalName()]));
    }

    [Test]
    public async Task Tags_made_for_pushing_are_removed_when_the_registry_refuses()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        bench.Proxy.Answer(request => request.Writes, RegistryFault.Forbidden);
        await bench.FailAsync(image, "latest");
        Assert.That((await bench.Engine.FindImageAsync($"sha256:{image}", CancellationToken.None))!.Tags, Is.EqualTo((string[])[bench.LocalName()]));
    }

    [Test]
    public async Task A_tag_that_was_there_before_stays()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        await bench.Engine.RunAsync(["tag", $"sha256:{image}", bench.Repository.WithTag("latest")], CancellationToken.None);
        await bench.PublishAsync(image, "latest");
        Assert.That((await bench.Engine.FindImageAsync(bench.Repository.WithTag("latest"), CancellationToken.None))!.Id, Is.EqualTo(image));
    }

    [Test]
    public async Task A_tag_that_named_another_image_names_it_again_and_the_right_one_is_pushed()
    {
        await using var bench = await PublishingBench.StartAsync();
        var (old, image) = (await bench.BuildAsync("old"), await bench.BuildAsync("new"));
        await bench.Engine.RunAsync(["tag", $"sha256:{old}", bench.Repository.WithTag("latest")], CancellationToken.None);
        var record = await bench.PublishAsync(image, "latest");
        Assert.That(record.ConfigDigest, Is.EqualTo(image));
        Assert.That((await bench.Engine.FindImageAsync(bench.Repository.WithTag("latest"), CancellationToken.None))!.Id, Is.EqualTo(old));
    }

    [Test]
    public async Task An_image_without_a_tag_is_still_there_afterwards()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        await bench.Docker.RunAsync("tag", DockerEngine.Busybox, bench.LocalName());
        Assert.That((await bench.Engine.FindImageAsync($"sha256:{image}", CancellationToken.None))!.Tags, Is.Empty);
        await bench.PublishAsync(image, "1.0.0", "latest");
        Assert.That(await bench.Engine.FindImageAsync($"sha256:{image}", CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task A_tag_moved_by_another_between_tagging_and_pushing_is_found_out()
    {
        await using var bench = await PublishingBench.StartAsync();
        var (other, image) = (await bench.BuildAsync("other"), await bench.BuildAsync("mine"));
        var meddled = bench.Watched($"[ \"$1\" != push ] || docker tag sha256:{other} \"$2\"");
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => new ImagePublisher(meddled, TimeProvider.System).PublishAsync(bench.Request(image, "latest"), CancellationToken.None)))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(fault.Problem, Does.Contain($"expected sha256:{image}").And.Contain($"found sha256:{other}"));
    }
}
