using System.Text.Json.Nodes;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Engine;

/// <summary>The socket and the client answer alike; by another path the client is not recognised as docker's own, and is asked.</summary>
public sealed class AskingTheSocket
{
    [TestCase("image", "inspect", DockerEngine.Busybox)]
    [TestCase("image", "inspect", DockerEngine.Busybox, "fairlead-test/nothing:1")]
    [TestCase("info", "--format", "{{json .DriverStatus}}")]
    public async Task The_answer_reads_as_the_clients(params string[] arguments)
    {
        var (socket, client) = await BothAsync();

        var (ours, theirs) = (await socket.TryAsync(arguments, CancellationToken.None), await client.TryAsync(arguments, CancellationToken.None));

        Assert.That(ours.ExitCode, Is.EqualTo(theirs.ExitCode));
        Assert.That(ours.Error.Trim(), Does.Contain(theirs.Error.Trim().Replace("Error: ", "", StringComparison.Ordinal)));
        Assert.That(JsonNode.DeepEquals(JsonNode.Parse(ours.Output), JsonNode.Parse(theirs.Output)), Is.True, ours.Output);
    }

    [Test]
    public async Task Tags_are_set_listed_and_removed()
    {
        var (socket, client) = await BothAsync();
        const string Tag = "fairlead-test/socket:by-socket";

        await socket.RunAsync(["image", "tag", DockerEngine.Busybox, Tag], CancellationToken.None);
        var listed = await socket.RunAsync(["image", "ls", "--format", "{{.Repository}}:{{.Tag}}"], CancellationToken.None);
        var there = await client.FindImageAsync(Tag, CancellationToken.None);
        await socket.RunAsync(["image", "rm", Tag], CancellationToken.None);

        Assert.That(listed.Split('\n'), Does.Contain(Tag));
        Assert.That(there, Is.Not.Null);
        Assert.That(await client.FindImageAsync(Tag, CancellationToken.None), Is.Null);
        Assert.That(await socket.FindImageAsync(DockerEngine.Busybox, CancellationToken.None), Is.Not.Null);
    }

    [Test]
    public async Task An_archive_that_is_none_is_refused_in_the_engines_words()
    {
        var (socket, _) = await BothAsync();
        var result = await socket.LoadAsync((stream, cancellation) => stream.WriteAsync("not an archive"u8.ToArray(), cancellation).AsTask(), CancellationToken.None);
        Assert.That(result.ExitCode, Is.Not.Zero);
        Assert.That(result.Error, Is.Not.Empty);
    }

    [Test]
    public async Task What_the_writer_throws_is_what_comes_out()
    {
        var (socket, _) = await BothAsync();
        var fault = FairleadException.Stage("the disk is gone");
        Assert.That(await Assert.ThrowsAsync<FairleadException>(() => socket.LoadAsync((_, _) => throw fault, CancellationToken.None)), Is.SameAs(fault));
    }

    [TestCase("../containers/json")]
    [TestCase("a?all=1")]
    [TestCase("-a")]
    public async Task A_name_that_is_none_reaches_the_client_alone(string name)
    {
        var (socket, client) = await BothAsync();
        Assert.That((await socket.TryAsync(["image", "inspect", name], CancellationToken.None)).Error, Is.EqualTo((await client.TryAsync(["image", "inspect", name], CancellationToken.None)).Error));
    }

    private static async Task<(ContainerEngine Socket, ContainerEngine Client)> BothAsync()
    {
        var socket = await SharedEngine.ClientAsync();
        return (socket, socket with { Client = Service.Find("docker")! });
    }
}
