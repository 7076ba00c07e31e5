using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Building;

public sealed class HostileStrings
{
    private const string Hostile = """a "b" 'c' $(touch /tmp/fairlead-hostile) `id` ;&|<> $HOME \ *""";

    [Test]
    public async Task Arrive_as_data_in_arguments_and_paths([Values(BuildTool.Classic, BuildTool.IntegratedBuildKit)] BuildTool tool)
    {
        using var project = new ImageProject("ARG ODD", "COPY . /copied/", "RUN printf '%s' \"$ODD\" >/odd");
        var folder = Path.GetDirectoryName(project.Write($"{Hostile.Replace("/", "", StringComparison.Ordinal)}\nx/file", "x"))!;
        // No line break here: BuildKit's own protocol has no room for one in this name.
        var dockerfile = Path.Combine(folder, "Dockerfile --quiet;'$(id)\"");
        File.Move(project.Definition.Dockerfile, dockerfile);
        project.Definition = project.Definition with { Dockerfile = dockerfile, Context = folder, Arguments = project.Definition.Arguments.Add("ODD", $"{Hostile}\n--tag=x").Add("odd name;$(id)", "x") };
        var built = await project.EnsureAsync(tool);
        var engine = await ImageProject.EngineAsync(tool);
        var printed = await engine.RunAsync(["run", "--rm", "--network", "none", built.Reference, "/bin/busybox", "cat", "/odd"], CancellationToken.None);
        Assert.That(printed, Is.EqualTo($"{Hostile}\n--tag=x"));
        Assert.That(File.Exists("/tmp/fairlead-hostile"), Is.False);
    }

    [TestCase("Upper/case")]
    [TestCase("--help")]
    [TestCase("a b")]
    [TestCase("a;id")]
    [TestCase("a:$(id)")]
    [TestCase("a\nb")]
    [TestCase("../a")]
    [TestCase("")]
    public async Task Are_refused_as_names_of_images(string name)
    {
        using var project = new ImageProject();
        project.Definition = project.Definition with { Name = name };
        var build = new ImageBuild(project.Definition, Digest.Of("x"), project.Secrets);
        var builder = new ImageBuilder(new ContainerEngine("/nothing/may/start"), ImageProject.Survey(), project.Logs);
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => builder.EnsureAsync(build, CancellationToken.None)))!;
        Assert.That(refused.Problem, Does.Contain($"'{name}'"));
    }

    [TestCase("id,src=/etc/shadow")]
    [TestCase("a b")]
    [TestCase("")]
    public async Task Are_refused_as_ids_of_secrets(string id)
    {
        using var project = new ImageProject();
        project.Definition = project.Definition with { Secrets = [id] };
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
        Assert.That(refused.Problem, Does.Contain($"'{id}'"));
    }

    [TestCase("")]
    [TestCase("A=B")]
    public async Task Are_refused_as_names_of_arguments_where_the_client_would_misread_them(string name)
    {
        using var project = new ImageProject();
        project.Definition = project.Definition with { Arguments = project.Definition.Arguments.Add(name, "x") };
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
        Assert.That(refused.Problem, Does.Contain($"'{name}'"));
    }
}
