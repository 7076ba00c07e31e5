using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

public sealed class CommandOfABuild : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly Digest key = Digest.Of("key");

    [TestCase(BuildTool.Buildx, "buildx build --load --progress plain")]
    [TestCase(BuildTool.IntegratedBuildKit, "build --progress plain")]
    [TestCase(BuildTool.Classic, "build")]
    [TestCase(BuildTool.Podman, "build")]
    public void Begins_as_its_builder_wants_it(BuildTool tool, string verb) =>
        Assert.That(string.Join(' ', BuildCommand.ArgumentsOf(Build(), tool, [])), Does.StartWith($"{verb} --file "));

    [Test]
    public void Holds_the_definition_the_options_and_the_context_last() =>
        Assert.That(BuildCommand.ArgumentsOf(Build(), BuildTool.Classic, ["--network", "host"]).Skip(1), Is.EqualTo(new[]
        {
            "--file", folder.File("Dockerfile"), "--tag", $"team/image:{key.ToString()[..12]}", "--label", $"dev.fairlead.image-key={key}", "--platform", "linux/arm64",
            "--build-arg", "A=1", "--build-arg", "B=", "--secret", "id=hf,env=FAIRLEAD_BUILD_SECRET_0", "--secret", "id=wandb,env=FAIRLEAD_BUILD_SECRET_1", "--network", "host", folder.Path,
        }));

    [Test]
    public void Podman_reads_the_ignore_file_that_the_key_reads()
    {
        var ignored = folder.Write("Dockerfile.dockerignore", "*");
        Assert.That(BuildCommand.ArgumentsOf(Build(), BuildTool.Podman, []).Take(3), Is.EqualTo(new[] { "build", "--ignorefile", ignored }));
    }

    [TestCase(BuildTool.Classic, "0")]
    [TestCase(BuildTool.IntegratedBuildKit, "1")]
    [TestCase(BuildTool.Buildx, null)]
    [TestCase(BuildTool.Podman, null)]
    public void The_environment_names_the_builder_and_holds_the_secrets(BuildTool tool, string? buildKit)
    {
        var engine = new ContainerEngine("docker", new Dictionary<string, string> { ["DOCKER_HOST"] = "unix:///x" });
        var environment = BuildCommand.EnvironmentOf(engine, Build(), tool);
        Assert.That(environment["DOCKER_HOST"], Is.EqualTo("unix:///x"));
        Assert.That(environment.GetValueOrDefault("DOCKER_BUILDKIT"), Is.EqualTo(buildKit));
        Assert.That(environment["FAIRLEAD_BUILD_SECRET_1"], Is.EqualTo("w"));
    }

    [TestCase(BuildTool.Buildx, "1")]
    [TestCase(BuildTool.IntegratedBuildKit, null)]
    public void Buildx_attaches_nothing_that_would_give_the_image_another_id(BuildTool tool, string? value) =>
        Assert.That(BuildCommand.EnvironmentOf(new ContainerEngine(), Build(), tool).GetValueOrDefault("BUILDX_NO_DEFAULT_ATTESTATIONS"), Is.EqualTo(value));

    public void Dispose() => folder.Dispose();

    private ImageBuild Build() => new(
        new ImageDefinition("team/image", folder.File("Dockerfile"), folder.Path, ImmutableSortedDictionary<string, string>.Empty.Add("A", "1").Add("B", ""), ["hf", "wandb"], "linux/arm64"),
        key,
        new Dictionary<string, Secret> { ["hf"] = new("h"), ["wandb"] = new("w") });
}
