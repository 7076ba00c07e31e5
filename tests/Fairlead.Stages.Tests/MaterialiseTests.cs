using Fairlead.Primitives;
using Fairlead.Stages.Tests.Support;
using Fairlead.Testing;

namespace Fairlead.Stages.Tests;

public sealed class MaterialiseTests : IDisposable
{
    private readonly CacheWorld world = new();

    [Test]
    public async Task Outputs_appear_with_their_contents_and_modes()
    {
        await world.Open().MaterialiseAsync(await RunAsync(), world.File("target"));

        var script = Path.Combine(world.File("target"), "bin", "run");
        Assert.That(File.ReadAllText(script), Is.EqualTo("#!/bin/sh\n"));
        Assert.That(File.GetUnixFileMode(script).HasFlag(UnixFileMode.UserExecute), Is.True);
        Assert.That(File.GetUnixFileMode(Path.Combine(world.File("target"), "plain")).HasFlag(UnixFileMode.UserExecute), Is.False);
    }

    [Test]
    public async Task Doing_it_again_replaces_what_was_edited_and_keeps_what_is_not_ours()
    {
        var result = await RunAsync();
        await world.Open().MaterialiseAsync(result, world.File("target"));
        File.WriteAllText(Path.Combine(world.File("target"), "plain"), "edited");
        File.WriteAllText(Path.Combine(world.File("target"), "mine"), "mine");

        await world.Open().MaterialiseAsync(result, world.File("target"));

        Assert.That(File.ReadAllText(Path.Combine(world.File("target"), "plain")), Is.EqualTo("plain"));
        Assert.That(File.ReadAllText(Path.Combine(world.File("target"), "mine")), Is.EqualTo("mine"));
    }

    [Test]
    public async Task Editing_a_copy_does_not_touch_the_cache()
    {
        var result = await RunAsync();
        await world.Open().MaterialiseAsync(result, world.File("target"));
        File.AppendAllText(Path.Combine(world.File("target"), "plain"), "more");

        Assert.That(File.ReadAllText(world.Open().PathOf(result.Outputs["plain"].Digest)), Is.EqualTo("plain"));
    }

    [Test]
    public async Task A_full_disk_leaves_no_half_file()
    {
        var result = await world.RunAsync(CacheWorld.Inputs(), (output, token) => File.WriteAllBytesAsync(Path.Combine(output, "bulk"), new byte[1_000_000], token));
        using var disk = await Mount.TmpfsAsync(world.File("target"), kilobytes: 64);

        Assert.That(
            async () => await world.Open().MaterialiseAsync(result, disk.Path),
            Throws.TypeOf<FairleadException>().With.Message.Contains("at least 1000000 bytes"));
        Assert.That(Directory.EnumerateFiles(disk.Path), Is.Empty);
    }

    public void Dispose() => world.Dispose();

    private Task<StageResult> RunAsync() => world.RunAsync(CacheWorld.Inputs(), async (output, token) =>
    {
        Directory.CreateDirectory(Path.Combine(output, "bin"));
        var script = Path.Combine(output, "bin", "run");
        await File.WriteAllTextAsync(script, "#!/bin/sh\n", token);
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await File.WriteAllTextAsync(Path.Combine(output, "plain"), "plain", token);
    });
}
