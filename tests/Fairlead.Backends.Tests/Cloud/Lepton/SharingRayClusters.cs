using Fairlead.Backends.Cloud.Lepton.Running.Api;
using Fairlead.Backends.Cloud.Lepton.Running.Ray;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests.Cloud.Lepton;

/// <summary>Ray clusters that were there before the job.</summary>
public sealed class SharingRayClusters
{
    private const string Shared = "shared";

    [Test]
    public async Task A_changed_job_on_the_same_cluster_runs_its_own_source_and_config_and_leaves_the_cluster_as_it_was()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var clusters = await MakeAsync(workshop);
        await clusters.WaitUntilReadyAsync(Shared, () => false, CancellationToken.None);
        for (var step = 1; step <= 2; step++)
        {
            var run = (await workshop.SubmitAsync(OnShared(workshop, $"echo source {step}; tr -d ' ' <\"$1\"", step))).Run;
            Assert.That(run.BackendId, Is.EqualTo($"rayclusters/{Shared}/{run.Name}"));
            var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None).Select(line => line.Text).ToListAsync();
            Assert.That(log, Has.One.EqualTo($"source {step}").And.Some.Contains($"\"step\":{step}"));
            Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded));
        }

        Assert.That(workshop.Asked("PATCH", $"rayclusters/{Shared}").Concat(workshop.Asked("DELETE", $"rayclusters/{Shared}")), Is.Empty);
        Assert.That(workshop.Asked("POST", "rayclusters"), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task A_suspended_cluster_of_the_same_spec_is_started_again()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var clusters = await MakeAsync(workshop);
        var api = new LeptonClient(workshop.Site, workshop.Connection).Workspace;
        await api.SuspendRayClusterAsync(Shared, CancellationToken.None);
        await MakeAsync(workshop);
        await clusters.WaitUntilReadyAsync(Shared, () => false, CancellationToken.None);
        Assert.That((await api.FindRayClusterAsync(Shared, CancellationToken.None))!.Spec!.Suspend, Is.False);
    }

    [Test]
    public async Task Plain_secrets_reach_the_script_and_are_not_in_the_ledger()
    {
        await using var workshop = await LeptonWorkshop.OpenAsync();
        var file = Path.Combine(workshop.Root, "token");
        await File.WriteAllTextAsync(file, "very-secret");
        var job = OnRay(workshop, "[ \"$HF_TOKEN\" = very-secret ]", job => job with { Secrets = job.Secrets.Add("HF_TOKEN", new("file", file)) });
        var run = (await workshop.SubmitAsync(job)).Run;
        var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), CancellationToken.None).ToListAsync();
        Assert.That((await workshop.StatusAsync(run)).State, Is.EqualTo(RunState.Succeeded), string.Join('\n', log));
        Assert.That(Directory.EnumerateFiles(run.Directory).Select(File.ReadAllText), Has.None.Contains("very-secret"));
    }

    private static async Task<RayClusters> MakeAsync(LeptonWorkshop workshop)
    {
        var clusters = new RayClusters(new LeptonClient(workshop.Site, workshop.Connection).Workspace, workshop.Connection.Time);
        await clusters.MakeAsync(Shared, OnRay(workshop, "true", job => job).Request.PartAs<CloudPart>(), CancellationToken.None);
        return clusters;
    }

    private static (JobRequest Request, Payload Payload) OnShared(LeptonWorkshop workshop, string script, long step) => OnRay(workshop, script, job => job with
    {
        ExecutorSettings = job.ExecutorSettings.With("existing_ray_cluster", new ScalarSetting(Shared, Origin.BuiltIn)),
        Config = TableSetting.Empty(Origin.BuiltIn).With("step", new ScalarSetting(step, Origin.BuiltIn)),
    });

    private static (JobRequest Request, Payload Payload) OnRay(LeptonWorkshop workshop, string script, Func<ResolvedJob, ResolvedJob> change) =>
        workshop.Job(script, nodes: 2, change: job => change(job with { Launch = LaunchKind.Ray }));
}
