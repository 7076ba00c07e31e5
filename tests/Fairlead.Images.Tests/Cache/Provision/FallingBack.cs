using Fairlead.Images.Cache.Provision;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Cache.Provision;

public sealed class FallingBack
{
    private const string Unreachable = "127.0.0.1:1/nothing@sha256:";

    private ProvisionWorld world = null!;

    [SetUp]
    public async Task StartAsync() => world = await ProvisionWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await world.DisposeAsync();

    [Test]
    public async Task An_image_that_only_a_registry_has_is_pulled_by_its_digest_and_saved()
    {
        await using var registry = await ImageRegistry.StartAsync();
        var image = await world.Hosts.BuildAsync("1", "hello");
        var reference = await world.PushAsync(registry);
        await world.ForgetAsync(image);
        var provided = await world.EnsureAsync(world.Wanted(image.Id, reference), world.RebuildAsync);
        Assert.That((provided.Source, provided.Image.Id, world.Saved, world.Built), Is.EqualTo((ProvisionSource.Registry, image.Id, 1, 0)));
        Assert.That((await world.Hosts.First.FindImageAsync(world.Reference, CancellationToken.None))!.Id, Is.EqualTo(image.Id));
        Assert.That(world.Hosts.Store.Find(world.Reference)!.Config.Digest, Is.EqualTo(image.Id));
    }

    [Test]
    public async Task A_registry_that_has_another_image_under_the_digest_is_passed()
    {
        await using var registry = await ImageRegistry.StartAsync();
        var other = await world.Hosts.BuildAsync("1", "other");
        var reference = await world.PushAsync(registry);
        await world.ForgetAsync(other);
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => world.EnsureAsync(world.Wanted(Digest.Of("wanted"), reference))))!;
        Assert.That(fault.Message, Does.Contain($"sha256:{Digest.Of("wanted")} was expected"));
        Assert.That(await world.Hosts.First.FindImageAsync(world.Reference, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task What_cannot_be_pulled_is_built_and_saved()
    {
        var provided = await world.EnsureAsync(world.Wanted(Digest.Of("config"), Unreachable + Digest.Of("manifest")), world.RebuildAsync);
        Assert.That((provided.Source, world.Saved, world.Built), Is.EqualTo((ProvisionSource.Build, 1, 1)));
        Assert.That(provided.Passed, Has.Length.EqualTo(3));
        Assert.That(provided.Passed[2], Does.StartWith("Registry: ").And.Contain("pull"));
        Assert.That(world.Hosts.Store.Find(world.Reference)!.Config.Digest, Is.EqualTo(provided.Image.Id));
    }

    [Test]
    public async Task What_can_neither_be_pulled_nor_built_names_both_causes()
    {
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => world.EnsureAsync(
            world.Wanted(Digest.Of("config"), Unreachable + Digest.Of("manifest")),
            _ => throw FairleadException.Stage("step 3 of the Dockerfile failed"))))!;
        Assert.That(fault.Message, Does.Contain("connection refused").And.Contain("step 3 of the Dockerfile failed"));
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(world.Saved, Is.Zero);
    }

    [Test]
    public async Task Corrupt_archive_the_next_source_is_used_and_the_cache_is_whole_again()
    {
        var entry = await world.Hosts.PublishAsync("1", "hello");
        await world.Hosts.ForgetAsync(world.Hosts.First);
        world.Hosts.Damage(entry.Layers[0]);
        var provided = await world.EnsureAsync(world.Wanted(entry.Config.Digest), world.RebuildAsync);
        Assert.That((provided.Source, world.Built), Is.EqualTo((ProvisionSource.Build, 1)));
        Assert.That(provided.Passed[1], Does.StartWith("Cache: ").And.Contain("quarantine"));
        Assert.That(File.Exists(Path.Combine(world.Hosts.Store.Root, "quarantine", $"{entry.Layers[0].Digest}.bad")), Is.True);
        Assert.That(world.Hosts.Store.Find(world.Reference)!.Config.Digest, Is.EqualTo(provided.Image.Id));
    }

    [Test]
    public async Task A_registry_reference_by_tag_is_refused_before_anything_is_asked([Values] bool knowsConfig)
    {
        var wanted = new WantedImage(world.Reference, knowsConfig ? Digest.Of("config") : null, "registry.example.net/alpha:1");
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => world.EnsureAsync(wanted)))!.Message, Does.Contain("by digest"));
        Assert.That(world.Client.Calls, Is.Empty);
    }
}
