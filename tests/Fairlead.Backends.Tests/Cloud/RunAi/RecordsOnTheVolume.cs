using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>What pods write below <c>state/</c> on the volume.</summary>
public sealed class RecordsOnTheVolume
{
    [Test]
    public async Task A_damaged_record_of_a_failure_is_named_and_stops_nothing()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync(kubernetes: false);
        var run = await workshop.StartAsync("exit 3");
        Assert.That((await workshop.FinishAsync(run)).Status.ExitCode, Is.EqualTo(3));
        var record = Path.Combine(workshop.FolderOf(run), "state/failed/record");
        await File.WriteAllTextAsync(record, "{}");
        var status = await workshop.StatusAsync(run);
        Assert.That(status.State, Is.EqualTo(RunState.Failed), status.Reason);
        Assert.That(status.Reason, Does.Contain(record));
    }

    [Test]
    public async Task A_job_that_fills_the_volume_ends_with_its_own_exit_code()
    {
        await using var workshop = await RunAiWorkshop.OpenAsync();
        using var disk = await Mount.TmpfsAsync(workshop.Site.Home, kilobytes: 4096);
        var run = await workshop.StartAsync("dd if=/dev/zero of=../output/fill bs=1k 2>/dev/null; exit 3");
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, 3, 0)), status.Reason);
    }
}
