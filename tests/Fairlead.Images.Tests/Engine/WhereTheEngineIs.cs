using Fairlead.Images.Engine;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Engine;

public sealed class WhereTheEngineIs
{
    private const string Default = "/var/run/docker.sock";

    private readonly TemporaryDirectory home = new();

    [Test]
    public void Docker_without_settings_is_at_its_default_socket() => Assert.That(SocketOf("docker"), Is.EqualTo(Default));

    [Test]
    public void A_socket_that_is_named_counts() => Assert.That(SocketOf("docker", ("DOCKER_HOST", "unix:///a/b.sock")), Is.EqualTo("/a/b.sock"));

    [TestCase("DOCKER_HOST", "ssh://somewhere")]
    [TestCase("DOCKER_HOST", "tcp://somewhere:2376")]
    [TestCase("DOCKER_CONTEXT", "remote")]
    [TestCase("DOCKER_API_VERSION", "1.41")]
    public void Whatever_else_is_said_is_for_the_client(string name, string value) => Assert.That(SocketOf("docker", (name, value)), Is.Null);

    [TestCase("podman")]
    [TestCase("/opt/docker")]
    public void Another_client_is_asked_itself(string client) => Assert.That(SocketOf(client), Is.Null);

    [TestCase("{}", Default)]
    [TestCase("""{"currentContext": "default"}""", Default)]
    [TestCase("""{"currentContext": "rootless"}""", null)]
    [TestCase("""{"HttpHeaders": {"X-Meta-Source": "x"}}""", null)]
    [TestCase("""{"currentContext": 1}""", null)]
    [TestCase("not JSON", null)]
    public void A_context_in_use_is_for_the_client(string configuration, string? socket)
    {
        home.Write(".docker/config.json", configuration);
        Assert.That(SocketOf("docker"), Is.EqualTo(socket));
    }

    [TearDown]
    public void Remove() => home.Dispose();

    private string? SocketOf(string client, params (string Name, string Value)[] environment) => EngineEndpoint.SocketOf(
        client,
        name => name == "HOME" ? home.Path : environment.FirstOrDefault(variable => variable.Name == name).Value);
}
