using System.Net.Sockets;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Engine;

public sealed class WaitingForAnEngine
{
    private TemporaryDirectory folder = null!;
    private Socket listener = null!;

    [SetUp]
    public void Listen()
    {
        folder = new TemporaryDirectory();
        listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(folder.File("silent.sock")));
        listener.Listen();
    }

    [TearDown]
    public void Close()
    {
        listener.Dispose();
        folder.Dispose();
    }

    [TestCase("image", "inspect", "team/alpha:1")]
    [TestCase("ps", "--all")]
    [TestCase("pull", "team/alpha:1")]
    [TestCase("image", "tag", "team/alpha:1", "team/alpha:2")]
    [TestCase("start", "abc")]
    public async Task An_engine_that_takes_connections_and_never_answers_is_given_up(params string[] arguments)
    {
        DockerEngine.Require();
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => Silent.TryAsync(arguments, CancellationToken.None)))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(fault.Message, Does.Contain("has not answered within 1 s").And.Contain("docker version"));
    }

    [Test]
    public async Task So_is_a_load_into_it()
    {
        DockerEngine.Require();
        Assert.That(
            (await Assert.ThrowsAsync<FairleadException>(() => Silent.LoadAsync((stream, token) => stream.WriteAsync("x"u8.ToArray(), token).AsTask(), CancellationToken.None)))!.Message,
            Does.Contain("has not answered"));
    }

    [TestCase("image", "ls")]
    [TestCase("push", "team/alpha:1")]
    public async Task So_is_a_client_that_hangs(params string[] arguments)
    {
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => Hanging.TryAsync(arguments, CancellationToken.None)))!.Message, Does.Contain("has not answered"));
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => Hanging.FeedAsync(arguments, (_, _) => Task.CompletedTask, CancellationToken.None)))!.Message, Does.Contain("has not answered"));
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => Hanging.ReadAsync(arguments, (stream, token) => stream.CopyToAsync(Stream.Null, token), CancellationToken.None)))!.Message, Does.Contain("has not answered"));
    }

    [Test]
    public async Task After_two_seconds_it_is_said_what_is_waited_for()
    {
        var words = new List<string>();
        await Assert.ThrowsAsync<FairleadException>(() => (Hanging with { Patience = TimeSpan.FromSeconds(3), Tell = words.Add }).TryAsync(["info"], CancellationToken.None));
        Assert.That(words, Has.Count.EqualTo(1));
        Assert.That(words[0], Does.StartWith("waiting for ").And.EndWith("docker info to answer, at most 3 s"));
    }

    [Test]
    public async Task Work_takes_its_time_while_the_engine_answers()
    {
        var slow = Client("[ \"$1\" != push ] || sleep 3\necho done");
        Assert.That((await slow.TryAsync(["push", "team/alpha:1"], CancellationToken.None)).Output.Trim(), Is.EqualTo("done"));
    }

    private ContainerEngine Silent => new("docker", new Dictionary<string, string> { ["DOCKER_HOST"] = $"unix://{folder.File("silent.sock")}" }) { Patience = TimeSpan.FromSeconds(1), Tell = _ => { } };

    private ContainerEngine Hanging => Client("exec sleep 600");

    private ContainerEngine Client(string script)
    {
        var path = folder.Write("docker", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(path, AtomicFile.Private | UnixFileMode.UserExecute);
        return new ContainerEngine(path) { Patience = TimeSpan.FromSeconds(1), Tell = _ => { } };
    }
}
