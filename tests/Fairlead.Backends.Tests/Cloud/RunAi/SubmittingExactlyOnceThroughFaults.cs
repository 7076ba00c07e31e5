using Fairlead.Emulators.Http;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.RunAi;

/// <summary>Whatever goes wrong with whichever request, before or after it has taken effect: one job, or none, and the exit code says which.</summary>
public sealed class SubmittingExactlyOnceThroughFaults
{
    // Of each request; a round takes some 10 ms of a processor.
    private const int Rounds = 400;

    [TestCase("POST", "/api/v1/token")]
    [TestCase("GET", "/api/v1/org-unit/projects")]
    [TestCase("GET", "/api/v1/workloads")]
    [TestCase("POST", "/api/v1/workloads/trainings")]
    public async Task A_job_is_made_once_or_not_at_all(string method, string path)
    {
        await using var workshop = await OpenAsync();
        var first = workshop.Job("true");
        foreach (var (round, fault) in FaultRounds.Of(method, path, Rounds).Index())
        {
            var job = Workshop.Another(first, round);
            var before = workshop.Cloud.RunAi.Workloads;
            workshop.Cloud.Faults.Add(fault);
            var exit = await workshop.SubmitAsync(workshop.Facing(fault), job);
            workshop.Cloud.Faults.Clear();
            var made = workshop.Cloud.RunAi.Workloads - before;
            var recorded = workshop.Ledger.Latest(job.Request.Name)?.BackendId;
            Assert.That((exit, made, recorded is not null), Is.AnyOf((ExitCode.Success, 1, true), (ExitCode.SubmissionRefused, 0, false), (ExitCode.Unclear, 0, false), (ExitCode.Unclear, 1, false)), $"round {round}: {fault}");

            Assert.That(await workshop.SubmitAsync(workshop.Anew(), job), Is.EqualTo(ExitCode.Success), $"round {round}, again: {fault}");
            Assert.That(workshop.Cloud.RunAi.Workloads - before, Is.EqualTo(1), $"round {round}, again: {fault}");
            workshop.Ledger.Remove(workshop.Ledger.Latest(job.Request.Name)!);
            workshop.Cloud.Requests.Clear();
        }
    }

    [TestCase("POST", "/api/v1/workloads/trainings/*/suspend")]
    [TestCase("GET", "/api/v1/workloads")]
    public async Task A_cancelled_job_is_cancelled_or_the_command_says_that_it_is_not(string method, string path)
    {
        await using var workshop = await OpenAsync();
        var first = workshop.Job("true");
        foreach (var (round, fault) in FaultRounds.Of(method, path, Rounds).Index())
        {
            var run = (await workshop.SubmitAsync(Workshop.Another(first, round))).Run;
            workshop.Cloud.Faults.Add(fault);
            var exit = await FaultRounds.ExitOfAsync(() => workshop.Facing(fault).CancelAsync(run, CancellationToken.None));
            workshop.Cloud.Faults.Clear();
            if (exit == ExitCode.Success)
                Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled), $"round {round}: {fault}");
            await workshop.Anew().CancelAsync(run, CancellationToken.None);
            Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled), $"round {round}, again: {fault}");
            workshop.Ledger.Remove(run);
            workshop.Cloud.Requests.Clear();
        }
    }

    [Test]
    public async Task A_run_is_never_said_to_have_ended_that_has_not()
    {
        await using var workshop = await OpenAsync();
        var run = await workshop.StartAsync("true");
        foreach (var (round, told) in FaultRounds.Of("GET", "/api/v1/workloads", Rounds).Index())
        {
            var fault = round % 10 == 0 ? told with { Kind = new FaultKind.Phase("Hibernating") } : told;
            workshop.Cloud.Faults.Add(fault);
            var status = (await workshop.Facing(fault).QueryAsync([run], CancellationToken.None))[run.Id];
            workshop.Cloud.Faults.Clear();
            Assert.That(status.State, Is.EqualTo(RunState.Queued).Or.EqualTo(RunState.Unknown), $"round {round}: {fault}");
            workshop.Cloud.Requests.Clear();
        }
    }

    /// <summary>Workloads of it are created, and that is all that becomes of them.</summary>
    private static Task<RunAiWorkshop> OpenAsync() =>
        RunAiWorkshop.OpenAsync(options => options with { RunPods = false, PhaseTime = TimeSpan.FromDays(1) }, kubernetes: false, time: new PauseTime());
}
