using Fairlead.Emulators.Http;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.KubeRay;

/// <summary>Whatever goes wrong with whichever request for a RayJob: one job, or none, and the exit code says which.</summary>
public sealed class KubeRayExactlyOnce
{
    private const int Rounds = 100;
    private const string RayJobs = KubeRayWorkshop.RayJobs;

    [TestCase("GET", $"{RayJobs}/*")]
    [TestCase("POST", RayJobs)]
    public async Task A_job_is_made_once_or_not_at_all(string method, string path)
    {
        await using var workshop = await OpenAsync();
        foreach (var (round, fault) in FaultRounds.Of(method, path, Rounds).Index())
        {
            var job = workshop.RayJob($"echo {round}");
            workshop.Cloud.Faults.Add(fault);
            var exit = await workshop.SubmitAsync(workshop.Facing(fault), job);
            workshop.Cloud.Faults.Clear();
            var recorded = workshop.Ledger.Latest(job.Request.Name)?.BackendId is not null;
            Assert.That((exit, Made(workshop, job), recorded), Is.AnyOf((ExitCode.Success, 1, true), (ExitCode.SubmissionRefused, 0, false), (ExitCode.Unclear, 0, false), (ExitCode.Unclear, 1, false)), $"round {round}: {fault}");

            Assert.That(await workshop.SubmitAsync(workshop.Anew(), job), Is.EqualTo(ExitCode.Success), $"round {round}, again: {fault}");
            Assert.That(Made(workshop, job), Is.EqualTo(1), $"round {round}, again: {fault}");
            workshop.Cloud.Requests.Clear();
        }

        Assert.That(workshop.Cloud.Kubernetes.RayJobs, Has.Count.EqualTo(Rounds));
    }

    [TestCase("GET", $"{RayJobs}/*")]
    [TestCase("DELETE", $"{RayJobs}/*")]
    public async Task A_cancelled_job_is_gone_or_the_command_says_that_it_is_not(string method, string path)
    {
        await using var workshop = await OpenAsync();
        foreach (var (round, fault) in FaultRounds.Of(method, path, Rounds).Index())
        {
            var run = await workshop.StartRayJobAsync($"echo {round}");
            workshop.Cloud.Faults.Add(fault);
            var exit = await FaultRounds.ExitOfAsync(() => workshop.Facing(fault).CancelAsync(run, CancellationToken.None));
            workshop.Cloud.Faults.Clear();
            if (exit == ExitCode.Success)
                Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled), $"round {round}: {fault}");
            await workshop.Anew().CancelAsync(run, CancellationToken.None);
            Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled), $"round {round}, again: {fault}");
            workshop.Cloud.Requests.Clear();
        }

        Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.Empty);
    }

    [Test]
    public async Task A_run_that_is_cancelled_before_it_is_sent_is_never_made()
    {
        await using var workshop = await OpenAsync();
        var job = workshop.RayJob("true");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        await workshop.Executor.CancelAsync(run, CancellationToken.None);
        await workshop.Executor.SubmitAsync(new Delivery(run, job.Request, job.Payload), CancellationToken.None);
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Cancelled));
        Assert.That(workshop.Cloud.Kubernetes.RayJobs, Is.Empty);
    }

    [Test]
    public async Task A_run_is_never_said_to_have_ended_that_has_not()
    {
        await using var workshop = await OpenAsync();
        var run = await workshop.StartRayJobAsync("true");
        foreach (var (round, told) in FaultRounds.Of("GET", RayJobs, Rounds).Index())
        {
            var fault = round % 10 == 0 ? told with { Kind = new FaultKind.Phase("Hibernating") } : told;
            workshop.Cloud.Faults.Add(fault);
            var status = (await workshop.Facing(fault).QueryAsync([run], CancellationToken.None))[run.Id];
            workshop.Cloud.Faults.Clear();
            Assert.That(status.State, Is.EqualTo(RunState.Starting).Or.EqualTo(RunState.Unknown), $"round {round}: {fault}");
            workshop.Cloud.Requests.Clear();
        }
    }

    /// <summary>RayJobs of it are created, and that is all that becomes of them.</summary>
    private static Task<RunAiWorkshop> OpenAsync() =>
        RunAiWorkshop.OpenAsync(options => options with { RunPods = false, PhaseTime = TimeSpan.FromDays(1) }, time: new PauseTime());

    private static int Made(RunAiWorkshop workshop, (JobRequest Request, Payload Payload) job) =>
        workshop.Cloud.Kubernetes.RayJobs.Count(name => name.StartsWith(job.Request.Name, StringComparison.Ordinal));
}
