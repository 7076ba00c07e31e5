using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

public sealed class KeepingSecrets
{
    private readonly string canary = $"canary-{Guid.NewGuid():N}";

    [Test]
    public async Task A_secret_reaches_the_build_and_nothing_that_stays()
    {
        using var project = new ImageProject("RUN --mount=type=secret,id=hf busybox cat /run/secrets/hf; busybox wc -c /run/secrets/hf; echo looked-$((40+2))");
        Require(project, canary);
        var seen = new List<string>();
        var built = await project.EnsureAsync(progress: (_, line) => seen.AddRange(CommandLines.All().Append(line)));
        var engine = await SharedEngine.ClientAsync();
        Assert.That(seen, Has.Some.Contains($"{canary.Length} /run/secrets/hf").And.Some.Contains(Secret.Mask), "the build had it");
        Assert.That(seen, Has.Some.Contains(built.Reference), "the client was running");
        Assert.That(seen, Has.None.Contains(canary));
        Assert.That(File.ReadAllText(built.Log!), Does.Contain("looked-42").And.Not.Contain(canary));
        Assert.That(await engine.RunAsync(["history", "--no-trunc", built.Reference], CancellationToken.None), Does.Contain("busybox wc").And.Not.Contain(canary));
        Assert.That(await engine.RunAsync(["image", "inspect", built.Reference], CancellationToken.None), Does.Not.Contain(canary));
    }

    [Test]
    public async Task A_failure_does_not_tell_it()
    {
        using var project = new ImageProject("RUN --mount=type=secret,id=hf busybox cat /run/secrets/hf; exit 1");
        Require(project, canary);
        var failed = (await Assert.ThrowsAsync<FairleadException>(() => project.EnsureAsync()))!;
        Assert.That(failed.Message, Does.Contain(Secret.Mask).And.Not.Contain(canary));
    }

    [Test]
    public async Task Its_value_is_no_part_of_the_key()
    {
        using var project = new ImageProject("RUN true");
        Require(project, canary);
        var before = await project.KeyAsync();
        Require(project, "other");
        Assert.That(await project.KeyAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task The_classic_builder_is_refused_before_it_builds()
    {
        using var project = new ImageProject("RUN true");
        Require(project, canary);
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.EnsureAsync(BuildTool.Classic)))!;
        Assert.That(refused.Next, Does.Contain("buildx"));
        Assert.That(Directory.Exists(project.Logs), Is.False);
    }

    [Test]
    public async Task A_secret_without_a_value_is_named()
    {
        using var project = new ImageProject("RUN true");
        project.Definition = project.Definition with { Secrets = ["hf"] };
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.EnsureAsync()))!;
        Assert.That(refused.Problem, Does.Contain("'hf'"));
    }

    [TestCase("a\0b")]
    [TestCase(null, Description = "too long")]
    public async Task A_secret_that_would_arrive_cut_short_is_refused(string? value)
    {
        using var project = new ImageProject("RUN true");
        Require(project, value ?? new string('x', 32_001));
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.EnsureAsync()))!;
        Assert.That(refused.Problem, Does.Contain("'hf'").And.Not.Contain("xx"));
    }

    [Test]
    public async Task Podman_takes_it_the_same_way()
    {
        using var storage = new PodmanStorage();
        using var project = new ImageProject("FROM scratch", "COPY busybox /bin/sh", "RUN --mount=type=secret,id=hf read value </run/secrets/hf; echo \"got ${#value} $value\"");
        File.Copy(Service.Find("busybox")!, Path.Combine(Directory.CreateDirectory(project.Context).FullName, "busybox"));
        Require(project, canary);
        var engine = storage.Engine;
        var build = new ImageBuild(project.Definition, Digest.Of(canary), project.Secrets);
        var builder = new ImageBuilder(engine, await EngineSurvey.TakeAsync(engine, CancellationToken.None), project.Logs, ["--isolation", "chroot", "--network", "host"]);
        var built = await builder.EnsureAsync(build, CancellationToken.None);
        Assert.That(File.ReadAllText(built.Log!), Does.Contain($"got {canary.Length} {Secret.Mask}").And.Not.Contain(canary));
        Assert.That((await builder.EnsureAsync(build, CancellationToken.None)).Outcome, Is.EqualTo(BuildOutcome.Adopted));
    }

    private static void Require(ImageProject project, string value)
    {
        project.Definition = project.Definition with { Secrets = ["hf"] };
        project.Secrets["hf"] = new Secret(value);
    }
}
