using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Acceptance;

public sealed class TroubledDisks
{
    private readonly Workplace workplace = new();
    private readonly List<string> mounts = [];

    [TearDown]
    public void CleanUp()
    {
        foreach (var mount in mounts)
            Run("umount", mount);
        workplace.Dispose();
    }

    [Test]
    public async Task A_full_cache_fails_the_stage_and_room_is_all_it_takes()
    {
        Mount(workplace.Cache, "size=64k");
        var error = await workplace.FailAsync(ExitCode.StageFailed, "--target=SubmitSft");
        Assert.That(error, Does.Contain(workplace.Cache).And.Contain("space"));
        Assert.That(Directory.Exists(workplace.Runs), Is.False);

        Run("mount", "-o", "remount,size=64m", workplace.Cache);
        await workplace.SucceedAsync("--target=SubmitSft");
    }

    [Test]
    public async Task A_full_ledger_refuses_the_run_and_the_same_command_completes_it()
    {
        Mount(workplace.Runs, "size=40k");
        var error = await workplace.FailAsync(ExitCode.SubmissionRefused, "--target=SubmitSft");
        Assert.That(error, Does.Contain(workplace.Runs).And.Contain("--runs-root"));

        Run("mount", "-o", "remount,size=64m", workplace.Runs);
        await workplace.SucceedAsync("--target=SubmitSft");
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_read_only_cache_is_refused_with_the_way_out()
    {
        Mount(workplace.Cache, "ro");
        var error = await workplace.FailAsync(ExitCode.Usage, "--target=SubmitSft");
        Assert.That(error, Does.Contain(workplace.Cache).And.Contain("--cache-root"));
    }

    [Test]
    public async Task A_damaged_entry_is_set_aside_and_made_again()
    {
        await workplace.SucceedAsync("--target=SubmitSft");
        foreach (var file in Directory.EnumerateFiles(Path.Combine(workplace.Cache, "blobs"), "*", SearchOption.AllDirectories))
        {
            File.SetUnixFileMode(file, AtomicFile.Private);
            await File.WriteAllTextAsync(file, "damaged");
        }

        var again = await workplace.SucceedAsync("--target=SubmitSft");
        Assert.That(again.Error, Does.Contain("quarantine"));
        Assert.That(StageLines.In(again.Error), Does.Contain("ran package nano3/sft").And.Contain("hit submit nano3/sft"));
        Assert.That(await workplace.RunsAsync(), Has.Count.EqualTo(1));
    }

    private void Mount(string folder, string options)
    {
        Directory.CreateDirectory(folder);
        var result = ChildProcess.RunAsync("mount", ["-t", "tmpfs", "-o", options, "fairlead-test", folder]).GetAwaiter().GetResult();
        Service.Require(result.Succeeded, $"cannot mount a tmpfs: {result.Error.Trim()}");
        mounts.Add(folder);
    }

    private static void Run(string program, params string[] arguments) =>
        Assert.That(ChildProcess.RunAsync(program, arguments).GetAwaiter().GetResult().ExitCode, Is.Zero);
}
