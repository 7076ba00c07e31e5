using Fairlead.Images.Publishing;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Publishing;

public sealed class PublishingTwice
{
    [Test]
    public async Task Every_tag_names_the_image_in_the_registry_by_its_digest()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        var record = await bench.PublishAsync(image, [.. ReleaseTags.Of("1.4.2")]);
        Assert.That(record.Pushed, Is.True);
        Assert.That(record.Repository, Is.EqualTo(bench.Repository));
        Assert.That(record.ConfigDigest, Is.EqualTo(image));
        Assert.That(record.Tags, Is.EqualTo((string[])["1.4.2", "1.4", "1", "latest"]));
        Assert.That(record.SizeBytes, Is.GreaterThan(100_000));
        await bench.Engine.RunAsync(["pull", "--quiet", record.Reference], CancellationToken.None);
        foreach (var tag in record.Tags)
        {
            await bench.Engine.RunAsync(["pull", "--quiet", bench.Repository.WithTag(tag)], CancellationToken.None);
            Assert.That((await bench.Engine.FindImageAsync(bench.Repository.WithTag(tag), CancellationToken.None))!.Id, Is.EqualTo(image), tag);
        }
    }

    [Test]
    public async Task Nothing_is_pushed_the_second_time()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        var first = await bench.PublishAsync(image, "1.0.0", "latest");
        var before = bench.Proxy.Requests.Count;
        var second = await bench.PublishAsync(image, "1.0.0", "latest");
        Assert.That(second, Is.EqualTo(first with { Tags = second.Tags, Pushed = false, Published = second.Published }));
        Assert.That(bench.Proxy.Requests.Skip(before).Where(request => request.Writes), Is.Empty);
        Assert.That(bench.Proxy.Requests, Has.Count.GreaterThan(before));
    }

    [Test]
    public async Task Only_the_changed_layer_is_sent_and_the_tag_moves()
    {
        await using var bench = await PublishingBench.StartAsync();
        await bench.PublishAsync(await bench.BuildAsync("first"), "latest");
        var changed = await bench.BuildAsync("second");
        var before = bench.Proxy.Requests.Count;
        var record = await bench.PublishAsync(changed, "latest");
        Assert.That(record.ConfigDigest, Is.EqualTo(changed));
        var begun = bench.Proxy.Requests.Skip(before).Count(request => request.Method == "POST");
        Assert.That(begun, Is.EqualTo(2), "the layer and the config");
    }

    [Test]
    public async Task A_tag_that_is_missing_is_added_without_sending_layers()
    {
        await using var bench = await PublishingBench.StartAsync();
        var image = await bench.BuildAsync();
        await bench.PublishAsync(image, "1.0.0");
        var before = bench.Proxy.Requests.Count;
        var record = await bench.PublishAsync(image, "1.0.0", "1.0");
        Assert.That(record.Pushed, Is.True);
        Assert.That(bench.Proxy.Requests.Skip(before).Where(request => request.Writes && !request.WritesManifest), Is.Empty);
    }

    [Test]
    public async Task The_client_of_an_older_engine_does_as_well()
    {
        Service.Require(File.Exists(DockerEngine.ClientWithBuildKit), "docker 20.10 is not installed");
        await using var bench = await PublishingBench.StartAsync();
        var publisher = new ImagePublisher(bench.Engine with { Client = DockerEngine.ClientWithBuildKit }, TimeProvider.System);
        var request = bench.Request(await bench.BuildAsync(), "latest");
        Assert.That((await publisher.PublishAsync(request, CancellationToken.None)).Pushed, Is.True);
        Assert.That((await publisher.PublishAsync(request, CancellationToken.None)).Pushed, Is.False);
    }

    [Test]
    public async Task A_registry_that_engines_reach_over_plain_http_is_asked_so()
    {
        var configuration = /*lang=json,strict*/ """{"IndexConfigs":{"docker.io":{"Secure":true},"registry.test:5000":{"Secure":false}}}""";
        Assert.That(InsecureRegistries.Contain(configuration, "registry.test:5000"), Is.True);
        Assert.That(InsecureRegistries.Contain(configuration, "docker.io"), Is.False);
        Assert.That(InsecureRegistries.Contain(configuration, "registry.test"), Is.False);
        Assert.That(await InsecureRegistries.ContainAsync(await SharedEngine.ClientAsync(), "docker.io", CancellationToken.None), Is.False);
    }
}
