using System.Formats.Tar;
using Fairlead.Images.Building;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Stages;
using Fairlead.Testing;

namespace Fairlead.Images.Tests.Building;

public sealed class KeyOfAnImage : IDisposable
{
    private readonly ImageProject project = new("ARG COLOUR=red", "COPY . /");

    public KeyOfAnImage() => project.Write("train.py", "print(1)");

    [Test]
    public async Task Names_all_it_depends_on()
    {
        Directory.CreateSymbolicLink(Path.Combine(project.Context, "link"), "train.py");
        File.SetUnixFileMode(project.Write("run", "x"), UnixFileMode.UserRead | UnixFileMode.UserExecute);
        File.SetUnixFileMode(Path.Combine(project.Context, "train.py"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
        Directory.CreateDirectory(Path.Combine(project.Context, "empty"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        project.Definition = project.Definition with { Arguments = project.Definition.Arguments.Add("COLOUR", "blue"), Secrets = ["hf"] };
        var inputs = await project.InputsAsync();
        var busybox = await (await SharedEngine.ClientAsync()).FindImageAsync(DockerEngine.Busybox, CancellationToken.None);
        Assert.That(inputs.Inputs.Select(input => $"{input.Name}={input.Value}"), Is.EqualTo(new[]
        {
            "argument:COLOUR=blue",
            $"base:{DockerEngine.Busybox}={busybox!.Id}",
            "context:empty=folder 0700",
            "context:link=link to train.py",
            $"context:run={Digest.Of("x")} 0500",
            $"context:train.py={Digest.Of("print(1)")} 0640",
            $"dockerfile={Digest.OfFile(project.Definition.Dockerfile)}",
            "platform=linux/amd64",
            "secret:hf=mounted",
        }));
    }

    [Test]
    public Task Changes_with_the_dockerfile() => ChangesAsync(() => project.WriteDockerfile("COPY . /other/"));

    [Test]
    public Task Changes_with_a_build_argument() =>
        ChangesAsync(() => project.Definition = project.Definition with { Arguments = project.Definition.Arguments.Add("COLOUR", "blue") });

    [Test]
    public Task Changes_with_a_copied_file() => ChangesAsync(() => project.Write("train.py", "print(2)"));

    [Test]
    public Task Changes_with_an_executable_bit() =>
        ChangesAsync(() => File.SetUnixFileMode(Path.Combine(project.Context, "train.py"), UnixFileMode.UserRead | UnixFileMode.UserExecute));

    [Test]
    public Task Changes_with_who_may_read_a_file() =>
        ChangesAsync(() => File.SetUnixFileMode(Path.Combine(project.Context, "train.py"), UnixFileMode.UserRead));

    [Test]
    public Task Changes_with_an_empty_folder() => ChangesAsync(() => Directory.CreateDirectory(Path.Combine(project.Context, "empty")));

    [Test]
    public Task Changes_with_who_may_enter_a_folder()
    {
        project.Write("pkg/a.py", "");
        return ChangesAsync(() => File.SetUnixFileMode(Path.Combine(project.Context, "pkg"), UnixFileMode.UserRead | UnixFileMode.UserExecute));
    }

    [Test]
    public Task Changes_with_where_a_link_leads()
    {
        var link = Path.Combine(project.Context, "link");
        File.CreateSymbolicLink(link, "train.py");
        return ChangesAsync(() =>
        {
            File.Delete(link);
            File.CreateSymbolicLink(link, "nowhere");
        });
    }

    [Test]
    public Task Changes_with_an_ignore_file_that_is_copied_itself()
    {
        project.Write(".dockerignore", "*.log");
        return ChangesAsync(() => project.Write(".dockerignore", "# all logs\n*.log"));
    }

    [Test]
    public async Task Stays_the_same_with_a_hidden_folder()
    {
        project.Write(".dockerignore", "logs");
        var before = await project.KeyAsync();
        Directory.CreateDirectory(Path.Combine(project.Context, "logs"));
        Assert.That(await project.KeyAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task A_file_that_more_may_read_is_built_anew_and_the_image_has_its_mode()
    {
        var file = Path.Combine(project.Context, "train.py");
        foreach (var mode in (UnixFileMode[])[UnixFileMode.UserRead | UnixFileMode.UserWrite, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead])
        {
            File.SetUnixFileMode(file, mode);
            var built = await project.EnsureAsync();
            Assert.That(await ModeInAsync(built.Image, "/train.py"), Is.EqualTo(mode));
        }
    }

    [Test]
    public Task Changes_with_the_platform() => ChangesAsync(() => project.Definition = project.Definition with { Platform = "linux/amd64/v2" });

    [Test]
    public async Task Changes_with_what_the_tag_of_a_base_names()
    {
        var engine = await SharedEngine.ClientAsync();
        var tag = $"{project.Definition.Name}:base";
        await engine.RunAsync(["tag", DockerEngine.Busybox, tag], CancellationToken.None);
        project.WriteDockerfile($"FROM {tag}", "COPY . /");
        var before = await project.KeyAsync();
        await OtherImageAsync(tag);
        Assert.That(await project.KeyAsync(), Is.Not.EqualTo(before));
    }

    [Test]
    public async Task Stays_the_same_under_another_name_with_other_times_and_a_hidden_file()
    {
        project.Write(".dockerignore", "*.log");
        var before = await project.KeyAsync();
        project.Write("a.log", "hidden");
        File.SetLastWriteTimeUtc(Path.Combine(project.Context, "train.py"), DateTime.UnixEpoch);
        project.Definition = project.Definition with { Name = $"{project.Definition.Name}/other" };
        Assert.That(await project.KeyAsync(), Is.EqualTo(before));
    }

    [Test]
    public async Task Takes_a_pinned_base_at_its_word()
    {
        var digest = Digest.Of("base");
        project.WriteDockerfile($"FROM nowhere.invalid/base:1@sha256:{digest}");
        var inputs = await project.InputsAsync();
        Assert.That(inputs.Inputs.Single(input => input.Name.StartsWith("base:", StringComparison.Ordinal)).Value, Is.EqualTo(digest.ToString()));
    }

    [Test]
    public async Task Needs_the_base()
    {
        project.WriteDockerfile("FROM localhost:1/nothing:1");
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
        Assert.That(refused.Problem, Does.Contain("localhost:1/nothing:1"));
        Assert.That(refused.Next, Does.Contain("--target=BuildImages"));
        var unreachable = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync(missing: MissingBase.Pull)))!;
        Assert.That(unreachable.Problem, Does.Contain("docker pull"));
    }

    [Test]
    public async Task Takes_no_base_of_another_machine_type()
    {
        project.Definition = project.Definition with { Platform = "linux/arm64" };
        var refused = (await Assert.ThrowsAsync<FairleadException>(() => project.InputsAsync()))!;
        Assert.That(refused.Problem, Does.Contain(DockerEngine.Busybox));
    }

    [Test]
    public async Task Pulls_a_base_when_it_may()
    {
        await using var registry = await ImageRegistry.StartAsync();
        var engine = await SharedEngine.ClientAsync();
        var reference = $"{registry.Host}/base:1";
        await engine.RunAsync(["tag", DockerEngine.Busybox, reference], CancellationToken.None);
        await engine.RunAsync(["push", reference], CancellationToken.None);
        await engine.RunAsync(["image", "rm", reference], CancellationToken.None);
        project.WriteDockerfile($"FROM {reference}");
        var inputs = await project.InputsAsync(missing: MissingBase.Pull);
        var busybox = await engine.FindImageAsync(DockerEngine.Busybox, CancellationToken.None);
        Assert.That(inputs.Inputs, Does.Contain(new StageInput($"base:{reference}", busybox!.Id.ToString())));
    }

    public void Dispose() => project.Dispose();

    private static async Task<UnixFileMode> ModeInAsync(ImageDetails image, string path)
    {
        var engine = await SharedEngine.ClientAsync();
        var container = (await engine.RunAsync(["create", image.ById, "true"], CancellationToken.None)).Trim();
        var archive = await ChildProcess.RunBytesAsync(engine.Client, ["cp", $"{container}:{path}", "-"], environment: engine.Environment);
        await engine.RunAsync(["rm", container], CancellationToken.None);
        await using var tar = new TarReader(new MemoryStream(archive.Output.ToArray()));
        return tar.GetNextEntry()!.Mode;
    }

    private async Task ChangesAsync(Action change)
    {
        var before = await project.KeyAsync();
        change();
        var after = await project.KeyAsync();
        Assert.That(after, Is.Not.EqualTo(before));
        Assert.That(await project.KeyAsync(), Is.EqualTo(after));
    }

    private static async Task OtherImageAsync(string tag)
    {
        using var other = new ImageProject();
        var image = await other.EnsureAsync();
        await (await SharedEngine.ClientAsync()).RunAsync(["tag", image.Image.ById, tag], CancellationToken.None);
    }
}
