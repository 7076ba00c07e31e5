using Fairlead.Emulators.Http;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Lepton;

/// <summary>Whatever goes wrong with whichever request, before or after it has taken effect: one job, or none, and the exit code says which.</summary>
public sealed class SubmittingExactlyOnceThroughFaults
{
    // Of each request; a round takes some 10 ms of a processor.
    private const int Rounds = 400;
    private const string Workspace = "/api/v2/workspaces/emulator";
    private static readonly TimeSpan PhaseTime = TimeSpan.FromDays(1);

    [TestCase("GET", $"{Workspace}/jobs/*")]
    [TestCase("POST", $"{Workspace}/jobs")]
    [TestCase("GET", $"{Workspace}/dedicated-node-groups")]
    public async Task A_job_is_made_once_or_not_at_all(string method, string path)
    {
        await using var workshop = await OpenAsync(PhaseTime);
        await SubmitThroughFaultsAsync(workshop, workshop.Job("true"), method, path, () => workshop.Cloud.Lepton.JobsMade.Count);
    }

    [Test]
    public async Task A_Ray_cluster_is_made_once_or_not_at_all()
    {
        await using var workshop = await OpenAsync(TimeSpan.Zero);
        await SubmitThroughFaultsAsync(workshop, OnRay(workshop), "POST", $"{Workspace}/rayclusters", () => workshop.Cloud.Lepton.RayClusters.Count);
    }

    [Test]
    public async Task A_job_on_a_Ray_cluster_is_made_once_or_not_at_all()
    {
        await using var workshop = await OpenAsync(TimeSpan.Zero);
        await SubmitThroughFaultsAsync(workshop, OnRay(workshop), "POST", $"{Workspace}/rayclusters/*/dashboard/api/jobs/", () => workshop.Cloud.Lepton.RayJobs.Count);
    }

    [TestCase("PATCH", $"{Workspace}/jobs/*")]
    [TestCase("GET", $"{Workspace}/jobs/*")]
    public async Task A_cancelled_job_is_cancelled_or_the_command_says_that_it_is_not(string method, string path)
    {
        await using var workshop = await OpenAsync(PhaseTime);
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
        await using var workshop = await OpenAsync(PhaseTime);
        Run[] runs = [await workshop.StartAsync("true"), await workshop.StartAsync("false")];
        foreach (var (round, told) in FaultRounds.Of("GET", $"{Workspace}/jobs", Rounds).Index())
        {
            var fault = round % 10 == 0 ? told with { Kind = new FaultKind.Phase("Hibernating") } : told;
            workshop.Cloud.Faults.Add(fault);
            var statuses = await workshop.Facing(fault).QueryAsync(runs, CancellationToken.None);
            workshop.Cloud.Faults.Clear();
            Assert.That(statuses.Values.Select(status => status.State), Has.All.EqualTo(RunState.Queued).Or.All.EqualTo(RunState.Unknown), $"round {round}: {fault}");
            workshop.Cloud.Requests.Clear();
        }
    }

    private static async Task SubmitThroughFaultsAsync(LeptonWorkshop workshop, (JobRequest Request, Payload Payload) first, string method, string path, Func<int> count)
    {
        foreach (var (round, fault) in FaultRounds.Of(method, path, Rounds).Index())
        {
            var job = Workshop.Another(first, round);
            var before = count();
            workshop.Cloud.Faults.Add(fault);
            var exit = await workshop.SubmitAsync(workshop.Facing(fault), job);
            workshop.Cloud.Faults.Clear();
            var recorded = workshop.Ledger.Latest(job.Request.Name)?.BackendId;
            Assert.That((exit, count() - before, recorded is not null), Is.AnyOf((ExitCode.Success, 1, true), (ExitCode.SubmissionRefused, 0, false), (ExitCode.Unclear, 0, false), (ExitCode.Unclear, 1, false)), $"round {round}: {fault}");

            Assert.That(await workshop.SubmitAsync(workshop.Anew(), job), Is.EqualTo(ExitCode.Success), $"round {round}, again: {fault}");
            Assert.That(count() - before, Is.EqualTo(1), $"round {round}, again: {fault}");
            workshop.Ledger.Remove(workshop.Ledger.Latest(job.Request.Name)!);
            workshop.Cloud.Requests.Clear();
        }
    }

    private static (JobRequest Request, Payload Payload) OnRay(LeptonWorkshop workshop) => workshop.Job("true", nodes: 2, change: job => job with { Launch = LaunchKind.Ray });

    /// <summary>Jobs of it are created, and for as long as a phase lasts that is all that becomes of them.</summary>
    private static Task<LeptonWorkshop> OpenAsync(TimeSpan phases) =>
        LeptonWorkshop.OpenAsync(options => options with { RunPods = false, PhaseTime = phases }, new PauseTime());
}
