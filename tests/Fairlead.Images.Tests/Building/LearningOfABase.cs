using Fairlead.Images.Building;
using Fairlead.Images.Cache;
using Fairlead.Images.Cache.Saving;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

public sealed class LearningOfABase : IDisposable
{
    private readonly TemporaryDirectory folder = new();
    private readonly ImageProject project = new();

    [Test]
    public async Task An_engine_without_the_base_learns_its_digest_from_what_it_built_upon_it()
    {
        var (engine, tag, inputs) = await BuildUponATagAsync();
        await engine.RunAsync(["image", "rm", tag], CancellationToken.None);
        Assert.That((await project.InputsAsync(known: new KnownBuilds(engine, Store()))).Key, Is.EqualTo(inputs.Key));
        await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync());
    }

    [Test]
    public async Task The_cache_tells_it_to_hosts_that_never_had_the_image()
    {
        var (engine, tag, inputs) = await BuildUponATagAsync();
        var reference = ImageBuild.ReferenceOf(project.Definition, inputs.Key);
        await new ImageSaver(Store(), engine, TimeProvider.System).SaveAsync(reference, inputs.Key, CancellationToken.None);
        await engine.RunAsync(["image", "rm", tag, reference], CancellationToken.None);
        Assert.That((await project.InputsAsync(known: new KnownBuilds(engine, Store()))).Key, Is.EqualTo(inputs.Key));
    }

    [Test]
    public async Task What_was_built_from_something_else_says_nothing_of_the_base()
    {
        var (engine, tag, _) = await BuildUponATagAsync();
        await engine.RunAsync(["image", "rm", tag], CancellationToken.None);
        project.WriteDockerfile($"FROM {tag}", "LABEL more=1");
        Assert.That((await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync(known: new KnownBuilds(engine, Store()))))!.Problem, Does.Contain(tag));
    }

    [Test]
    public async Task A_base_that_is_another_by_now_is_not_built_upon_under_the_old_key()
    {
        var engine = await SharedEngine.ClientAsync();
        var tag = $"{project.Definition.Name}-base:1";
        await engine.RunAsync(["tag", DockerEngine.Busybox, tag], CancellationToken.None);
        project.WriteDockerfile($"FROM {tag}", "RUN true");
        var build = await project.BuildOfAsync() with { Bases = ImageKey.BasesOf(await project.InputsAsync()).SetItem(tag, Digest.Of("before").ToString()) };
        var refused = (await Assert.ThrowsAsync<FairleadException>(async () => await (await project.BuilderAsync()).EnsureAsync(build, CancellationToken.None)))!;
        Assert.That(refused.Problem, Does.Contain(tag).And.Contain(Digest.Of("before").ToString()));
    }

    public void Dispose()
    {
        project.Dispose();
        folder.Dispose();
    }

    private ImageStore Store() => new(folder.File("images"), new Terminal(TextWriter.Null, TextWriter.Null), TimeProvider.System);

    private async Task<(ContainerEngine Engine, string Tag, Stages.StageInputs Inputs)> BuildUponATagAsync()
    {
        var engine = await SharedEngine.ClientAsync();
        var tag = $"{project.Definition.Name}-base:1";
        await engine.RunAsync(["tag", DockerEngine.Busybox, tag], CancellationToken.None);
        project.WriteDockerfile($"FROM {tag}", "RUN true");
        var inputs = await project.InputsAsync();
        await (await project.BuilderAsync()).EnsureAsync(new ImageBuild(project.Definition, inputs.Key, project.Secrets) { Bases = ImageKey.BasesOf(inputs) }, CancellationToken.None);
        return (engine, tag, inputs);
    }
}
