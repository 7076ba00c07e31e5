using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Engine;

public sealed class SurveyingAnEngine : IDisposable
{
    private const string Docker = """{"Client":{"Version":"CLIENT","ApiVersion":"1.41","Os":"linux","Arch":"amd64"},"Server":{"Version":"SERVER","ApiVersion":"1.41","Os":"linux","Arch":"arm64"}}""";
    private const string Podman = """{"Client":{"APIVersion":"CLIENT","Version":"CLIENT","OsArch":"linux/amd64","Os":"linux"}}""";

    private readonly TemporaryDirectory folder = new();

    [Test]
    public async Task A_real_docker_says_what_it_builds_with()
    {
        var engine = await SharedEngine.ClientAsync();
        var survey = await EngineSurvey.TakeAsync(engine with { Client = DockerEngine.ClientWithBuildKit }, CancellationToken.None);
        Assert.That(survey.ServerVersion, Does.StartWith("20.10"));
        Assert.That(survey.Platform, Is.EqualTo("linux/amd64"));
        Assert.That(survey.Tool, Is.EqualTo(BuildTool.IntegratedBuildKit).Or.EqualTo(BuildTool.Buildx));
    }

    [Test]
    public async Task A_real_podman_is_told_from_docker()
    {
        Service.Require("podman");
        var survey = await EngineSurvey.TakeAsync(new ContainerEngine("podman"), CancellationToken.None);
        Assert.That(survey.Tool, Is.EqualTo(BuildTool.Podman));
        Assert.That(survey.Platform, Is.EqualTo("linux/amd64"));
    }

    [TestCase("20.10.24+dfsg1", false, BuildTool.IntegratedBuildKit)]
    [TestCase("20.10.24+dfsg1", true, BuildTool.Buildx)]
    [TestCase("22.06.0-beta.0", false, BuildTool.IntegratedBuildKit)]
    [TestCase("23.0.1", false, BuildTool.Classic)]
    [TestCase("28.2.2", true, BuildTool.Buildx)]
    public void The_client_decides_what_docker_builds_with(string client, bool hasBuildx, BuildTool tool)
    {
        var survey = EngineVersionJson.Read(Versions(Docker, client, "20.10.24"), hasBuildx);
        Assert.That(survey, Is.EqualTo(new EngineSurvey(client, "20.10.24", "1.41", "linux/arm64", tool)));
    }

    [Test]
    public void Podman_builds_for_itself_and_may_have_no_server() =>
        Assert.That(EngineVersionJson.Read(Versions(Podman, "4.3.1", ""), hasBuildx: true), Is.EqualTo(new EngineSurvey("4.3.1", "4.3.1", "4.3.1", "linux/amd64", BuildTool.Podman)));

    [TestCase(Docker, "28.2.2", "19.03.15", "Docker Engine 20.10 or newer, found 19.03.15")]
    [TestCase(Docker, "28.2.2", "1.13.1", "Docker Engine 20.10 or newer, found 1.13.1")]
    [TestCase(Podman, "3.4.4", "", "podman 4.0 or newer, found 3.4.4")]
    public async Task One_that_is_too_old_is_refused(string answer, string client, string server, string words)
    {
        var fault = await RefusalAsync($"printf '%s' '{Versions(answer, client, server)}'");
        Assert.That(fault.Problem, Does.Contain(words));
        Assert.That(fault.Next, Does.Contain("update"));
    }

    [TestCase("echo 'Error response from daemon: client version 1.50 is too new. Maximum supported API version is 1.39' >&2; exit 1", "too new", "Doctor")]
    [TestCase("echo 'Cannot connect to the Docker daemon at unix:///x. Is the docker daemon running?' >&2; exit 1", "Cannot connect", "DOCKER_HOST")]
    [TestCase("echo 'permission denied while trying to connect to the Docker daemon socket' >&2; exit 1", "permission denied", "podman")]
    [TestCase("echo hello", "'hello'", "container_client")]
    [TestCase("echo '{\"Client\":{\"Version\":\"28.2.2\"},\"Server\":null}'", "versions of a container engine", "container_client")]
    public async Task One_that_refuses_is_named_with_the_next_step(string script, string words, string next)
    {
        var fault = await RefusalAsync(script);
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(fault.Problem, Does.Contain(words));
        Assert.That(fault.Next, Does.Contain(next));
    }

    [Test]
    public async Task A_missing_client_is_named()
    {
        var fault = (await Assert.ThrowsAsync<FairleadException>(() => EngineSurvey.TakeAsync(new ContainerEngine("docker-is-not-here"), CancellationToken.None)))!;
        Assert.That(fault.Next, Does.Contain("docker-is-not-here"));
    }

    public void Dispose() => folder.Dispose();

    private static string Versions(string answer, string client, string server) =>
        answer.Replace("CLIENT", client, StringComparison.Ordinal).Replace("SERVER", server, StringComparison.Ordinal);

    private async Task<FairleadException> RefusalAsync(string script)
    {
        var client = folder.Write("client", $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(client, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return (await Assert.ThrowsAsync<FairleadException>(() => EngineSurvey.TakeAsync(new ContainerEngine(client), CancellationToken.None)))!;
    }
}
