using Fairlead.Backends.Tests.Cloud;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Attacks;

/// <summary>A ledger on a disk that is full at any point of a submission, or of the job's own life.</summary>
[Category(Attack.Category)]
public sealed class SmallDisks
{
    private const int Room = 4096;
    private readonly LocalWorkshop workshop = new();

    [TearDown]
    public async Task CloseAsync() => await workshop.DisposeAsync();

    [Test]
    public async Task Lose_no_job_and_double_none()
    {
        var job = workshop.Job("echo once >>../output/starts");
        var (refused, ended) = (0, 0);
        for (var kilobytes = 4; kilobytes <= 80; kilobytes += 4)
        {
            using var disk = await Mount.TmpfsAsync(workshop.Ledger.Root, kilobytes);
            var code = await FaultRounds.ExitOfAsync(() => workshop.SubmitAsync(job));
            Assert.That(code, Is.AnyOf(ExitCode.Success, ExitCode.SubmissionRefused), $"{kilobytes} KiB");
            if (code == ExitCode.Success)
            {
                var status = await EndOfAsync(job, kilobytes);
                Assert.That(status.State, Is.AnyOf(RunState.Succeeded, RunState.Failed), $"{kilobytes} KiB: {status.Reason}");
                ended++;
                continue;
            }

            refused++;
            await disk.ResizeAsync(Room);
            var after = await EndOfAsync(job, kilobytes);
            // There was no room to note that it had started: then it has met the full disk itself, and tells its end.
            if (after is { State: RunState.Failed, ExitCode: not null })
                continue;
            Assert.That(after.State, Is.EqualTo(RunState.Succeeded), $"{kilobytes} KiB, and then room: {after.Reason}");
            Assert.That(File.ReadAllLines(Path.Combine(workshop.Ledger.List().Single().OutputDirectory, "starts")), Has.Length.EqualTo(1), $"{kilobytes} KiB");
        }

        Attack.Tell($"disks from 4 to 80 KiB: {refused} refused and then run once, {ended} run at once");
        Assert.That(new[] { refused, ended }, Has.All.Positive, "both happen");
    }

    private async Task<RunStatus> EndOfAsync((JobRequest, Payload) job, int kilobytes)
    {
        var run = (await workshop.SubmitAsync(job)).Run;
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That(status.IsFinal, $"{kilobytes} KiB: {status.Reason}");
        Assert.That(() => RunProcesses.Below(run.Directory), Is.Empty.After(5_000, 20), $"{kilobytes} KiB");
        return status;
    }
}
