using Fairlead.Images.Cache.Loading;
using Fairlead.Images.Cache.Provision;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Tests.Cache.Provision;

public sealed class WaitingForImages
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private TwoHosts hosts = null!;
    private RecordingClient client = null!;

    [SetUp]
    public async Task StartAsync()
    {
        hosts = await TwoHosts.StartAsync();
        client = RecordingClient.Of(hosts.Second, hosts.File("calls"));
    }

    [TearDown]
    public async Task StopAsync() => await hosts.DisposeAsync();

    [Test]
    public async Task Before_the_image_is_published_the_engine_is_not_asked_and_then_loads_once()
    {
        var image = await hosts.BuildAsync("1", "hello");
        var waiting = AwaitAsync(new WantedImage(hosts.Reference("1"), image.Id));
        await hosts.First.RunAsync(["save", "--output", hosts.File("1.tar"), image.ById], CancellationToken.None);
        Assert.That((waiting.IsCompleted, client.Calls.Count), Is.EqualTo((false, 0)));
        await hosts.ImportAsync("1.tar", hosts.Reference("1"));
        var result = await waiting;
        Assert.That((result.Outcome, result.Image.Id), Is.EqualTo((LoadOutcome.Whole, image.Id)));
        Assert.That(client.Calls.Select(call => call.Split(' ')[0]), Has.Exactly(1).EqualTo("load").And.None.EqualTo("pull").And.None.EqualTo("build").And.None.EqualTo("save"));
    }

    [Test]
    public async Task Another_image_under_the_tag_gives_way_to_the_published_one()
    {
        await hosts.PublishAsync("1", "old");
        var old = await AwaitAsync(new WantedImage(hosts.Reference("1")));
        var entry = await hosts.PublishAsync("1", "new");
        var result = await AwaitAsync(new WantedImage(hosts.Reference("1"), entry.Config.Digest));
        Assert.That((result.Image.Id, result.Replaced), Is.EqualTo((entry.Config.Digest, (Digest?)old.Image.Id)));
        Assert.That(await hosts.RunAsync(hosts.Reference("1")), Is.EqualTo("new"));
    }

    [Test]
    public async Task With_the_image_here_zero_bytes_move()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        await AwaitAsync(new WantedImage(hosts.Reference("1")));
        File.Delete(client.File);
        var result = await AwaitAsync(new WantedImage(hosts.Reference("1"), entry.Config.Digest));
        Assert.That((result.Outcome, result.BytesSent), Is.EqualTo((LoadOutcome.AlreadyThere, 0L)));
        Assert.That(client.Calls, Is.EqualTo([$"image inspect {hosts.Reference("1")}"]));
    }

    [Test]
    public async Task An_older_entry_under_the_tag_is_not_what_is_waited_for()
    {
        var old = await hosts.PublishAsync("1", "old");
        var wanted = new WantedImage(hosts.Reference("1"), Digest.Of("new"));
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => new PublishedImage(hosts.Store, client.Engine).LoadAsync(wanted, TimeSpan.FromMilliseconds(200), CancellationToken.None)))!;
        Assert.That(fault.Message, Does.Contain($"found sha256:{old.Config.Digest} and not sha256:{Digest.Of("new")}"));
        Assert.That(fault.Next, Does.Contain("--cache-root"));
        Assert.That(client.Calls, Is.Empty);
    }

    [Test]
    public async Task A_damaged_image_fails_and_is_never_run()
    {
        var entry = await hosts.PublishAsync("1", "hello");
        hosts.Damage(entry.Layers[^1]);
        await Assert.ThrowsAsync<DamagedBlobException>(() => AwaitAsync(new WantedImage(hosts.Reference("1"), entry.Config.Digest)));
        Assert.That(await hosts.Second.FindImageAsync(hosts.Reference("1"), CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task Waiting_ends_when_it_is_called_off()
    {
        using var calledOff = new CancellationTokenSource();
        var waiting = new PublishedImage(hosts.Store, client.Engine).LoadAsync(new WantedImage(hosts.Reference("1")), Limit, calledOff.Token);
        await calledOff.CancelAsync();
        await Assert.ThrowsAsync<TaskCanceledException>(() => waiting);
    }

    private Task<LoadResult> AwaitAsync(WantedImage wanted) => new PublishedImage(hosts.Store, client.Engine).LoadAsync(wanted, Limit, CancellationToken.None);
}
