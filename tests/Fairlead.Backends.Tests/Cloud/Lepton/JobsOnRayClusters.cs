using System.Net;
using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Ray;
using Fairlead.Backends.Cloud.Ray;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Emulators;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Ray.Clusters;
using Fairlead.Recipes;
using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Testing;

namespace Fairlead.Backends.Tests.Cloud.Lepton;

public sealed class JobsOnRayClusters
{
    private const string Clusters = "/api/v2/workspaces/emulator/rayclusters";

    [Test]
    public async Task A_job_runs_on_a_cluster_of_its_own_which_is_suspended_at_the_end()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var run = (await workshop.SubmitAsync(OnRay(workshop, "echo hello; exit 3"))).Run;
        var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None).ToListAsync();
        var status = await workshop.StatusAsync(run);
        Assert.That(log.Select(line => line.ToString()), Has.One.EqualTo("[node 0] hello"));
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, 3, 0)));
        Assert.That((await ClusterOfAsync(workshop, run.Name))!.Spec!.Suspend, Is.True);
        Assert.That(await workshop.Executor.ReadLogsAsync(run, new LogQuery(), CancellationToken.None).ToListAsync(), Is.EqualTo(log));
    }

    [Test]
    public async Task A_driver_that_fails_says_how_though_what_it_left_behind_takes_a_while()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var run = (await workshop.SubmitAsync(OnRay(workshop, "(trap '' TERM; sleep 1) & exit 3"))).Run;
        var (status, _) = await workshop.FinishAsync(run);
        Assert.That((status.State, status.ExitCode, status.Member), Is.EqualTo((RunState.Failed, 3, 0)));
    }

    [Test]
    public async Task A_job_ends_though_its_output_is_too_large_to_be_had_whole()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        using var http = new HttpClient { MaxResponseContentBufferSize = 20_000 };
        var executor = workshop.Anew(own => own with { Http = http });
        var run = (await workshop.SubmitAsync(OnRay(workshop, "printf '%030000d' 0; exit 3"))).Run;
        Assert.That(async () => (await executor.QueryAsync([run], CancellationToken.None))[run.Id].State, Is.EqualTo(RunState.Failed).After(60_000, 200));
    }

    [Test]
    public async Task A_job_submitted_again_is_the_same_job()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var job = OnRay(workshop, "echo once >>../output/starts");
        var run = workshop.Ledger.Begin(job.Request, workshop.Target, attempt: 1);
        for (var start = 0; start < 2; start++)
            await workshop.Executor.SubmitAsync(new Delivery(run, job.Request, job.Payload), CancellationToken.None);
        await workshop.FinishAsync(run);
        Assert.That(await File.ReadAllLinesAsync(Path.Combine(workshop.FolderOf(run), "output", "starts")), Has.Length.EqualTo(1));
    }

    [Test]
    public async Task A_cluster_is_used_again_for_its_own_spec_and_no_other()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var part = OnRay(workshop, "true").Request.PartAs<CloudPart>();
        var clusters = new RayClusters(new LeptonClient(workshop.Site, workshop.Connection).Workspace, workshop.Connection.Time);
        Assert.That(await clusters.MakeAsync("tune", part, CancellationToken.None), Is.EqualTo(RayClusterOutcome.Created));
        Assert.That(await clusters.MakeAsync("tune", part, CancellationToken.None), Is.EqualTo(RayClusterOutcome.AlreadyExistsWithSameSpec));
        var other = part with { Spec = part.Spec.Replace("2.48.0", "2.49.0", StringComparison.Ordinal) };
        var refusal = await Assert.ThrowsAsync<RayClusterException>(() => clusters.MakeAsync("tune", other, CancellationToken.None));
        Assert.That(refusal!.Outcome, Is.EqualTo(RayClusterOutcome.AlreadyExistsWithOtherSpec));
    }

    [TestCase(HttpStatusCode.Unauthorized, nameof(RayClusterOutcome.Auth))]
    [TestCase(HttpStatusCode.Forbidden, nameof(RayClusterOutcome.Auth))]
    [TestCase(HttpStatusCode.TooManyRequests, nameof(RayClusterOutcome.Quota))]
    [TestCase(HttpStatusCode.InternalServerError, nameof(RayClusterOutcome.Other))]
    public async Task What_refuses_a_cluster_is_told_by_the_status(HttpStatusCode status, string outcome)
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(Still, new HastyTime(1000));
        workshop.Cloud.Faults.Add(new Fault("POST", Clusters, new FaultKind.Status((int)status, "already exists"), Times: 10));
        var refusal = await Assert.ThrowsAsync<RayClusterException>(() => workshop.SubmitAsync(OnRay(workshop, "true")));
        Assert.That(refusal!.Outcome.ToString(), Is.EqualTo(outcome));
    }

    [TestCase("ImagePullBackOff", nameof(RayClusterOutcome.ImagePull))]
    [TestCase("QuotaExceeded", nameof(RayClusterOutcome.Quota))]
    [TestCase("NodeBusy", nameof(RayClusterOutcome.Timeout))]
    public async Task What_keeps_a_cluster_from_starting_is_told_by_its_reason(string reason, string outcome)
    {
        await using var workshop = await LeptonWorkshop.OpenAsync(time: new HastyTime(2000));
        workshop.Cloud.Lepton.RayTrouble = new RayTrouble(reason, "back-off pulling image");
        var refusal = await Assert.ThrowsAsync<RayClusterException>(() => workshop.SubmitAsync(OnRay(workshop, "true")));
        Assert.That(refusal!.Outcome.ToString(), Is.EqualTo(outcome));
    }

    private static EmulatorOptions Still(EmulatorOptions options) => options with { RunPods = false, PhaseTime = TimeSpan.FromDays(1) };

    private static (JobRequest Request, Payload Payload) OnRay(LeptonWorkshop workshop, string script) =>
        workshop.Job(script, nodes: 2, change: job => job with { Launch = LaunchKind.Ray });

    private static Task<LeptonRayCluster?> ClusterOfAsync(LeptonWorkshop workshop, string name) =>
        new LeptonClient(workshop.Site, workshop.Connection).Workspace.FindRayClusterAsync(name, CancellationToken.None);
}
