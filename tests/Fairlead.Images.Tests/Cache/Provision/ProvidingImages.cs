using Fairlead.Images.Cache.Provision;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Cache.Provision;

public sealed class ProvidingImages
{
    private const string Unreachable = "127.0.0.1:1/nothing@sha256:";

    private ProvisionWorld world = null!;

    [SetUp]
    public async Task StartAsync() => world = await ProvisionWorld.StartAsync();

    [TearDown]
    public async Task StopAsync() => await world.DisposeAsync();

    [Test]
    public async Task An_image_that_is_here_is_saved_once()
    {
        var image = await world.Hosts.BuildAsync("1", "hello");
        var provided = await world.EnsureAsync(world.Wanted(image.Id));
        Assert.That((provided.Source, world.Saved, world.Built), Is.EqualTo((ProvisionSource.Engine, 1, 0)));
        Assert.That(world.Hosts.Store.Find(world.Reference)!.Config.Digest, Is.EqualTo(image.Id));
        Assert.That(world.Loads, Is.Empty);
    }

    [Test]
    public async Task An_image_under_another_name_is_tagged()
    {
        var image = await world.Hosts.BuildAsync("2", "hello");
        var other = await world.Hosts.BuildAsync("1", "other");
        var provided = await world.EnsureAsync(world.Wanted(image.Id));
        Assert.That((provided.Source, provided.Replaced), Is.EqualTo((ProvisionSource.Engine, (Digest?)other.Id)));
        Assert.That((await world.Hosts.First.FindImageAsync(world.Reference, CancellationToken.None))!.Id, Is.EqualTo(image.Id));
    }

    [Test]
    public async Task A_cached_image_is_loaded_once_and_neither_built_nor_saved()
    {
        var entry = await world.Hosts.PublishAsync("1", "hello");
        await world.Hosts.ForgetAsync(world.Hosts.First);
        var provided = await world.EnsureAsync(world.Wanted(entry.Config.Digest, Unreachable + entry.Manifest.Digest), world.RebuildAsync);
        Assert.That((provided.Source, world.Saved, world.Built), Is.EqualTo((ProvisionSource.Cache, 0, 0)));
        Assert.That(provided.Passed, Is.EqualTo(["Engine: does not have it"]));
        Assert.That(world.Loads, Has.Count.EqualTo(1));
        Assert.That(world.Client.Calls, Has.None.StartsWith("pull"));
    }

    [Test]
    public async Task Stale_tar_an_entry_of_another_image_is_not_taken()
    {
        await world.Hosts.PublishAsync("1", "other");
        await world.Hosts.ForgetAsync(world.Hosts.First);
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => world.EnsureAsync(world.Wanted(Digest.Of("wanted")))))!;
        Assert.That(fault.Message, Does.Contain("another image under that name"));
        Assert.That(world.Loads, Is.Empty);
    }

    [Test]
    public async Task A_reference_cut_from_a_key_is_enough()
    {
        var image = await world.Hosts.BuildAsync("1", "hello");
        Assert.That((await world.EnsureAsync(new WantedImage(world.Reference))).Image.Id, Is.EqualTo(image.Id));
        await world.Hosts.ForgetAsync(world.Hosts.First);
        Assert.That((await world.EnsureAsync(new WantedImage(world.Reference))).Source, Is.EqualTo(ProvisionSource.Cache));
    }
}
