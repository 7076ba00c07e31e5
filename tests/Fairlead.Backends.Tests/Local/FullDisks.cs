using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Local;

/// <summary>A ledger on a small disk.</summary>
public sealed class FullDisks
{
    private const string Fill = "until [ -e ../output/go ]; do sleep 0.1; done; dd if=/dev/zero of=../output/fill bs=1k 2>/dev/null; ";
    private readonly LocalWorkshop workshop = new();
    private Mount disk = null!;

    [SetUp]
    public async Task MountAsync() => disk = await Mount.TmpfsAsync(workshop.Ledger.Root, kilobytes: 400);

    [TearDown]
    public async Task CloseAsync()
    {
        foreach (var run in workshop.Ledger.List())
            await workshop.Executor.CancelAsync(run, CancellationToken.None);
        disk.Dispose();
        await workshop.DisposeAsync();
    }

    [TestCase("exit 3", RunState.Failed, 3)]
    [TestCase("true", RunState.Succeeded, 0)]
    public async Task A_job_that_fills_its_disk_ends_with_its_own_exit_code_and_leaves_nothing_running(string end, RunState state, int code)
    {
        var run = await StartAsync($"sleep 600 & {Fill}{end}");
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.State, status.ExitCode), Is.EqualTo((state, (int?)code)), status.Reason);
        Assert.That(() => RunProcesses.Below(run.Directory), Is.Empty.After(5_000, 20));
    }

    [Test]
    public async Task A_job_that_fills_its_disk_can_be_cancelled()
    {
        var run = await StartAsync($"{Fill}: >../output/full; sleep 600");
        Assert.That(() => File.Exists(Path.Combine(run.Directory, "output/full")), Is.True.After(10_000, 20));
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        Assert.That(RunProcesses.Below(run.Directory), Is.Empty);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
    }

    [Test]
    public async Task A_job_without_room_to_start_is_refused_and_room_is_all_it_takes()
    {
        var job = workshop.Job("echo ran");
        var filled = Path.Combine(workshop.Ledger.Root, "fill");
        var submitter = new Submitter(workshop.Ledger, workshop.Executor, TimeProvider.System) { Progress = new At(SubmitStep.InputsPlaced, () => FillUp(filled)) };
        var error = await Assert.ThrowsAsync<FairleadException>(() => submitter.SubmitAsync(job.Request, workshop.Target, job.Payload, resubmit: false, CancellationToken.None));
        Assert.That(error!.ExitCode, Is.EqualTo(ExitCode.SubmissionRefused), error.Message);
        Assert.That((await workshop.StatusAsync(workshop.Ledger.List().Single())).State, Is.EqualTo(RunState.Queued));

        File.Delete(filled);
        var (status, log) = await workshop.FinishAsync((await workshop.SubmitAsync(job)).Run);
        Assert.That((status.State, log.Single().Text), Is.EqualTo((RunState.Succeeded, "ran")));
    }

    // Not before the submission is on record.
    private async Task<Run> StartAsync(string script)
    {
        var run = await workshop.StartAsync(script);
        await File.WriteAllTextAsync(Path.Combine(run.Directory, "output/go"), "");
        return run;
    }

    private static void FillUp(string path)
    {
        try
        {
            using var stream = File.Create(path, bufferSize: 0);
            for (var block = new byte[1024]; ;)
                stream.Write(block);
        }
        catch (IOException)
        {
            // It is full.
        }
    }

    private sealed class At(SubmitStep step, Action act) : IProgress<SubmitStep>
    {
        public void Report(SubmitStep value)
        {
            if (value == step)
                act();
        }
    }
}
