using Fairlead.Images.Engine;
using Fairlead.Images.Tests.Cache;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Engine;

public sealed class TalkingToAnEngine
{
    [Test]
    public async Task An_image_is_described()
    {
        var engine = await SharedEngine.ClientAsync();
        var image = await engine.FindImageAsync(DockerEngine.Busybox, CancellationToken.None);
        Assert.That(image!.Tags, Does.Contain(DockerEngine.Busybox));
        Assert.That(image.DiffIds, Has.Length.EqualTo(2));
        Assert.That(image.Platform, Is.EqualTo("linux/amd64"));
        Assert.That((await engine.ListImagesAsync(CancellationToken.None)).Select(other => other.Id), Does.Contain(image.Id));
        Assert.That(await engine.FindImageAsync(image.ById, CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task An_image_that_is_not_there_is_null()
    {
        var engine = await SharedEngine.ClientAsync();
        Assert.That(await engine.FindImageAsync("fairlead-test/nothing:1", CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task An_engine_that_does_not_answer_is_named_with_the_next_step()
    {
        DockerEngine.Require();
        var engine = new ContainerEngine("docker", new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///nonexistent.sock" });
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => engine.ListImagesAsync(CancellationToken.None)))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(fault.Next, Does.Contain("DOCKER_HOST"));
    }

    [TestCase("Error response from daemon: No such image: team/alpha:1", true)]
    [TestCase("Error: inspecting object: team/alpha:1: image not known", true)]
    [TestCase("failed to connect to the docker API at unix:///run/docker.sock: dial unix /run/docker.sock: connect: no such file or directory", false)]
    public async Task Without_an_engine_nothing_is_said_about_images(string words, bool isAnswer)
    {
        using var folder = new TemporaryDirectory();
        var engine = ScriptedEngine.Around(new ContainerEngine(), folder, $"""
            'image ls') echo sha256:1 ;;
            'image inspect') echo '[]'; echo '{words}' >&2; exit 1 ;;
            """);
        if (isAnswer)
        {
            Assert.That(await engine.FindImageAsync("team/alpha:1", CancellationToken.None), Is.Null);
            Assert.That(await engine.ListImagesAsync(CancellationToken.None), Is.Empty);
        }
        else
        {
            Assert.That((await Assert.ThrowsAsync<FairleadException>(() => engine.FindImageAsync("team/alpha:1", CancellationToken.None)))!.Next, Does.Contain("DOCKER_HOST"));
            await Assert.ThrowsAsync<FairleadException>(() => engine.ListImagesAsync(CancellationToken.None));
        }
    }

    [Test]
    public async Task A_missing_client_is_named()
    {
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => new ContainerEngine("docker-is-not-here").ListImagesAsync(CancellationToken.None)))!;
        Assert.That(fault.Message, Does.Contain("docker-is-not-here"));
    }

    [Test]
    public async Task Input_is_fed_while_the_client_runs()
    {
        var engine = await SharedEngine.ClientAsync();
        var result = await engine.FeedAsync(["image", "load"], (stream, cancellation) => stream.WriteAsync("not an archive"u8.ToArray(), cancellation).AsTask(), CancellationToken.None);
        Assert.That(result.ExitCode, Is.Not.Zero);
    }
}
