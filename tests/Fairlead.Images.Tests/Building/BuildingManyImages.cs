using System.Collections.Concurrent;
using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Primitives;

namespace Fairlead.Images.Tests.Building;

public sealed class BuildingManyImages : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<ImageProject> projects = [];

    [Test]
    public async Task Equal_keys_are_built_once_and_named_each()
    {
        var project = Project("RUN true");
        var build = await project.BuildOfAsync();
        var other = build with { Definition = build.Definition with { Name = $"{build.Definition.Name}-other" } };
        var images = await AllAsync(await project.BuilderAsync(), [build, other], 2);
        Assert.That(images.Select(image => image.Outcome), Is.EqualTo(new[] { BuildOutcome.Built, BuildOutcome.Adopted }));
        Assert.That(images.Select(image => image.Reference), Is.EqualTo(new[] { build.Reference, other.Reference }));
        Assert.That(images[1].Image.Id, Is.EqualTo(images[0].Image.Id));
    }

    [Test]
    public async Task Independent_ones_run_side_by_side()
    {
        using var together = new Barrier(2);
        var builds = await BuildsAsync("RUN echo begins-$((40+2))", "RUN echo begins-$((40+2))");
        var met = new ConcurrentBag<bool>();
        var builder = await projects[0].BuilderAsync(progress: (_, line) =>
        {
            if (line.EndsWith(" begins-42", StringComparison.Ordinal))
                met.Add(together.SignalAndWait(Patience));
        });
        await AllAsync(builder, builds, 2);
        Assert.That(met, Is.EqualTo(new[] { true, true }));
    }

    [Test]
    public async Task No_more_than_the_limit_run_at_once()
    {
        var builds = await BuildsAsync("RUN true", "RUN true", "RUN true");
        var order = new ConcurrentQueue<string>();
        var builder = await projects[0].BuilderAsync(progress: (build, _) => order.Enqueue(build.Reference));
        await AllAsync(builder, builds, 1);
        var turns = order.Zip(order.Skip(1)).Count(pair => pair.First != pair.Second) + 1;
        Assert.That(turns, Is.EqualTo(builds.Count), "none began before the one before had ended");
    }

    [Test]
    public async Task Every_failure_is_reported_and_the_others_are_built()
    {
        var builds = await BuildsAsync("RUN echo first && exit 1", "RUN true", "RUN echo third && exit 1");
        var builder = await projects[0].BuilderAsync();
        var failed = (await Assert.ThrowsAsync<FairleadException>(() => AllAsync(builder, builds, 2)))!;
        Assert.That(failed.ExitCode, Is.EqualTo(ExitCode.StageFailed));
        Assert.That(failed.Message, Does.Contain("2 images").And.Contain(builds[0].Reference).And.Contain(builds[2].Reference).And.Not.Contain(builds[1].Reference));
        Assert.That((await builder.EnsureAsync(builds[1], CancellationToken.None)).Outcome, Is.EqualTo(BuildOutcome.Adopted));
    }

    public void Dispose() => projects.ForEach(project => project.Dispose());

    private ImageProject Project(params string[] dockerfile)
    {
        var project = new ImageProject(dockerfile);
        projects.Add(project);
        return project;
    }

    private async Task<List<ImageBuild>> BuildsAsync(params string[] lines)
    {
        var builds = new List<ImageBuild>();
        foreach (var line in lines)
            builds.Add(await Project(line).BuildOfAsync());
        return builds;
    }

    private static Task<ImmutableArray<BuiltImage>> AllAsync(ImageBuilder builder, IReadOnlyList<ImageBuild> builds, int parallel) =>
        Builds.AllAsync(builds, build => build.Key, parallel, builder.EnsureAsync, CancellationToken.None);
}
