using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

public sealed class BuildingAnImage
{
    private const BuildTool BuildKit = BuildTool.IntegratedBuildKit;

    [Test]
    public async Task Builds_once_and_names_it_by_its_key([Values(BuildTool.Classic, BuildKit)] BuildTool tool)
    {
        using var project = new ImageProject("COPY . /", "RUN echo built-$((40+2))");
        project.Write("file", "x");
        var build = await project.BuildOfAsync(tool);
        var lines = new List<string>();
        var built = await project.EnsureAsync(tool, (_, line) => lines.Add(line));
        Assert.That(built.Outcome, Is.EqualTo(BuildOutcome.Built));
        Assert.That(built.Reference, Is.EqualTo($"{project.Definition.Name}:{build.Key.ToString()[..12]}"));
        Assert.That(built.Image.Tags, Does.Contain(built.Reference));
        Assert.That(built.Image.Labels["dev.fairlead.image-key"], Is.EqualTo(build.Key.ToString()));
        Assert.That(Path.GetFileName(built.Log), Is.EqualTo($"{project.Definition.Name.Replace('/', '_')}.{build.Key.ToString()[..12]}.log"));
        Assert.That(File.ReadAllLines(built.Log!), Is.EqualTo(lines));
        Assert.That(lines, Has.Some.Contains("built-42"));

        var again = await project.EnsureAsync(tool);
        Assert.That(again.Outcome, Is.EqualTo(BuildOutcome.Adopted));
        Assert.That(again.Image.Id, Is.EqualTo(built.Image.Id));
    }

    [Test]
    public async Task Builds_once_more_when_a_copied_file_changed()
    {
        using var project = new ImageProject("COPY . /");
        var outcomes = new List<BuildOutcome>();
        foreach (var text in (string[])["1", "2", "2", "1"])
        {
            project.Write("file", text);
            outcomes.Add((await project.EnsureAsync()).Outcome);
        }

        Assert.That(outcomes, Is.EqualTo(new[] { BuildOutcome.Built, BuildOutcome.Built, BuildOutcome.Adopted, BuildOutcome.Adopted }));
    }

    [Test]
    public async Task Adopts_an_image_of_the_same_key_under_its_own_name()
    {
        using var project = new ImageProject();
        var built = await project.EnsureAsync();
        project.Definition = project.Definition with { Name = $"{project.Definition.Name}-other" };
        var adopted = await project.EnsureAsync();
        Assert.That(adopted.Outcome, Is.EqualTo(BuildOutcome.Adopted));
        Assert.That(adopted.Image.Id, Is.EqualTo(built.Image.Id));
        Assert.That(adopted.Image.Tags, Does.Contain(adopted.Reference).And.Contain(built.Reference));
    }

    [Test]
    public async Task A_tag_that_was_moved_comes_back()
    {
        using var project = new ImageProject();
        var built = await project.EnsureAsync();
        var engine = await SharedEngine.ClientAsync();
        await engine.RunAsync(["tag", built.Reference, $"{built.Reference.Split(':')[0]}/kept:{built.Reference.Split(':')[1]}"], CancellationToken.None);
        await engine.RunAsync(["tag", DockerEngine.Busybox, built.Reference], CancellationToken.None);
        Assert.That((await project.EnsureAsync()).Image.Id, Is.EqualTo(built.Image.Id));
    }

    [Test]
    public async Task An_image_built_upon_ours_is_not_taken_for_ours()
    {
        using var project = new ImageProject();
        var built = await project.EnsureAsync();
        using var derived = new ImageProject($"FROM {built.Reference}", "ENV X=1");
        var engine = await SharedEngine.ClientAsync();
        await engine.RunAsync(["build", "--quiet", "--tag", $"{derived.Definition.Name}:1", "--file", derived.Definition.Dockerfile, derived.Context], CancellationToken.None);
        await engine.RunAsync(["image", "rm", "--force", built.Reference], CancellationToken.None);
        Assert.That((await project.EnsureAsync()).Outcome, Is.EqualTo(BuildOutcome.Built));
    }

    [Test]
    public async Task A_failed_build_shows_its_last_lines_and_leaves_no_tag([Values(BuildTool.Classic, BuildKit)] BuildTool tool)
    {
        using var project = new ImageProject("RUN echo before-$((40+2)) && exit 7");
        var failed = (await Assert.ThrowsAsync<FairleadException>(() => project.EnsureAsync(tool)))!;
        var build = await project.BuildOfAsync(tool);
        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(failed.Problem, Does.Contain(build.Reference).And.Contain("before-42"));
        Assert.That(failed.Next, Does.Contain(project.Logs));
        Assert.That(await (await SharedEngine.ClientAsync()).FindImageAsync(build.Reference, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_cancelled_build_ends_its_client_and_leaves_no_tag([Values(BuildTool.Classic, BuildKit)] BuildTool tool)
    {
        using var project = new ImageProject("RUN echo waits-$((40+2)) && busybox sleep 600");
        using var cancellation = new CancellationTokenSource();
        var build = await project.BuildOfAsync(tool);
        await Assert.CatchAsync<OperationCanceledException>(() => project.EnsureAsync(tool, (_, line) => CancelAt(line, cancellation), cancellation.Token));
        await Eventually.HoldsAsync("the client is gone", () => Task.FromResult(!CommandLines.All().Any(line => line.Contains(build.Reference, StringComparison.Ordinal))));
        Assert.That(await (await SharedEngine.ClientAsync()).FindImageAsync(build.Reference, CancellationToken.None), Is.Null);
    }

    [Test]
    public async Task A_listener_that_fails_ends_the_build()
    {
        using var project = new ImageProject("RUN echo waits-$((40+2)) && busybox sleep 600");
        var build = await project.BuildOfAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => project.EnsureAsync(progress: (_, line) => FailAt(line)));
        await Eventually.HoldsAsync("the client is gone", () => Task.FromResult(!CommandLines.All().Any(line => line.Contains(build.Reference, StringComparison.Ordinal))));
    }

    private static void FailAt(string line)
    {
        if (line.EndsWith(" waits-42", StringComparison.Ordinal))
            throw new InvalidOperationException("listener");
    }

    private static void CancelAt(string line, CancellationTokenSource cancellation)
    {
        if (line.Contains("waits-42", StringComparison.Ordinal))
            cancellation.Cancel();
    }
}
