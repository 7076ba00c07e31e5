using System.Security.Cryptography;
using Fairlead.Images.Manifest;
using Fairlead.Node.Preparation;
using Fairlead.Node.Rendezvous;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Preparation;

/// <summary>Three engines are three nodes; rank 0's has the image.</summary>
[FixtureLifeCycle(LifeCycle.SingleInstance)]
[NonParallelizable]
public sealed class PreparingTogether
{
    private const int World = 3;
    private readonly DockerEngine[] engines = new DockerEngine[World];
    private readonly TemporaryDirectory directory = new();
    private int images;

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        DockerEngine.Require();
        await Task.WhenAll(Enumerable.Range(0, World).Select(async rank => engines[rank] = await DockerEngine.StartAsync()));
        await engines[0].ImportBusyboxAsync();
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        foreach (var engine in engines.Where(engine => engine is not null))
            await engine.DisposeAsync();
        directory.Dispose();
    }

    [Test]
    public async Task Rank_0_saves_once_and_the_others_load_from_the_cache_they_share()
    {
        var image = await BuildAsync();
        var ranks = Ranks(_ => "shared");
        var prepared = await PrepareAsync(ranks, image);
        Assert.That(prepared.Select(one => one.Image.Id).Distinct(), Has.Exactly(1).Items);
        Assert.That(ranks[0].Said, Does.Contain(" saved: "));
        Assert.That(ranks[1].Said, Does.Contain("layers,").And.Not.Contain(" saved: "));
        Assert.That(Directory.EnumerateFiles(directory.File("shared"), ".probe-*"), Is.Empty);
    }

    [Test]
    public async Task Without_a_shared_folder_layers_come_from_rank_to_rank([Values(1, 8)] int fanOut)
    {
        var image = await BuildAsync();
        var ranks = Ranks(rank => $"own-{fanOut}-{rank}", fanOut);
        var prepared = await PrepareAsync(ranks, image);
        Assert.That(prepared.Select(one => one.Image.Id).Distinct(), Has.Exactly(1).Items);
    }

    [Test]
    public async Task A_change_of_one_layer_moves_that_layer_alone()
    {
        var first = await BuildAsync();
        await PrepareAsync(Ranks(rank => $"layers-{rank}"), first);
        var second = await BuildAsync();
        var ranks = Ranks(rank => $"layers-{rank}");
        await PrepareAsync(ranks, second);
        Assert.That(ranks[2].Said, Does.Contain("MissingLayers, 1 layers"));
    }

    [Test]
    public async Task What_all_have_is_neither_saved_nor_moved()
    {
        var image = await BuildAsync();
        await PrepareAsync(Ranks(rank => $"all-{rank}"), image);
        var ranks = Ranks(rank => $"none-{rank}");
        await PrepareAsync(ranks, image);
        Assert.That(ranks.Select(rank => rank.Said), Has.None.Contains(" saved: ").And.None.Contains("layers,"));
        Assert.That(Enumerable.Range(0, World).Select(rank => Path.Combine(directory.Path, $"none-{rank}", "blobs")).Where(Directory.Exists), Is.Empty);
    }

    [Test]
    public async Task A_worker_with_another_image_under_the_name_ends_with_that_of_rank_0()
    {
        var image = await BuildAsync();
        var other = await BuildAsync();
        await PrepareAsync(Ranks(rank => $"name-{rank}"), other);
        await engines[1].SucceedAsync("tag", other.Tag, image.Tag);
        var ranks = Ranks(rank => $"name-{rank}");
        var prepared = await PrepareAsync(ranks, image);
        Assert.That(await engines[1].SucceedAsync("image", "inspect", "--format={{.Id}}", image.Tag), Is.EqualTo(prepared[0].Image.ById));
        Assert.That(ranks[1].Said, Does.Contain("; the name was sha256:"));
    }

    [Test]
    public async Task An_image_that_rank_0_cannot_come_by_ends_all_with_its_reason()
    {
        var ranks = Ranks(rank => $"nowhere-{rank}");
        var failures = await Task.WhenAll(ranks.Select(rank => FailureAsync(() => rank.PrepareAsync(new ManifestImage("ci-x", "nowhere/none:1", ImageSource.Built)))));
        Assert.That(failures, Has.All.Message.Contains("no source has the image nowhere/none:1"));
        Assert.That(failures[0], Is.Not.InstanceOf<RendezvousException>());
        Assert.That(failures[2], Is.InstanceOf<RendezvousException>().With.Message.Contains("rank 0 gave up"));
    }

    [Test]
    public async Task Rank_0_builds_what_nobody_has_from_the_manifests_Dockerfile()
    {
        using var project = new TemporaryDirectory();
        project.Write("docker/alpha.Dockerfile", $"FROM {DockerEngine.Busybox}\nCOPY note /note\n");
        project.Write("docker/note", Guid.NewGuid().ToString());
        var image = new ManifestImage("ci-alpha", $"ci-built-{images++}", ImageSource.Built) { Dockerfile = "docker/alpha.Dockerfile", BuildContext = "docker" };
        var prepared = await Task.WhenAll(Ranks(rank => $"built-{rank}").Select(rank => rank.PrepareAsync(image, project.Path)));
        Assert.That(prepared.Select(one => one.Image.Id).Distinct(), Has.Exactly(1).Items);
    }

    private Rank[] Ranks(Func<int, string> cache, int fanOut = RelayTree.DefaultFanOut)
    {
        var (port, secret) = (FreePort.Find(), Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));
        return [.. engines.Select((engine, rank) => new Rank(rank, World, port, engine, directory.File(cache(rank)), secret, fanOut))];
    }

    private async Task<ManifestImage> BuildAsync()
    {
        using var context = new TemporaryDirectory();
        context.Write("note", Guid.NewGuid().ToString());
        context.Write("Dockerfile", $"FROM {DockerEngine.Busybox}\nCOPY note /note\n");
        var tag = $"fairlead-test/prepared:{images++}";
        var built = await ChildProcess.RunAsync("docker", ["build", "--quiet", "--tag", tag, context.Path], environment: new Dictionary<string, string>(engines[0].Environment) { ["DOCKER_BUILDKIT"] = "0" });
        Assert.That(built.ExitCode, Is.Zero, built.Error);
        return new ManifestImage("ci-prepared", tag, ImageSource.Built);
    }

    private static Task<PreparedImage[]> PrepareAsync(IEnumerable<Rank> ranks, ManifestImage image) => Task.WhenAll(ranks.Select(rank => rank.PrepareAsync(image)));

    private static async Task<Exception> FailureAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (FairleadException exception)
        {
            return exception;
        }

        throw new AssertionException("expected a failure");
    }
}
