using Fairlead.Recipes;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Logs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Tests;

/// <summary>Jobs on an emulated run:ai whose cluster has KubeRay.</summary>
internal static class KubeRayWorkshop
{
    public const string RayJobs = "/kubernetes/apis/ray.io/v1/namespaces/runai-emulator/rayjobs";

    /// <summary>A request for a RayJob of a head and two workers, whose driver runs <paramref name="script"/>.</summary>
    public static (JobRequest Request, Payload Payload) RayJob(this RunAiWorkshop workshop, string script, params (string Key, object Value)[] settings) =>
        workshop.Job(script, nodes: 2, change: job => job with
        {
            Launch = LaunchKind.Ray,
            ExecutorSettings = settings
                .Prepend(("kube_apiserver_url", workshop.Site.Kubernetes!.ToString()))
                .Prepend(("ray_backend", "kuberay"))
                .Prepend(("ray_version", "2.48.0"))
                .Prepend(("ray_cluster_at_end", "suspend"))
                .Aggregate(job.ExecutorSettings, (table, setting) => table.With(setting.Item1, new ScalarSetting(setting.Item2, Origin.BuiltIn))),
        });

    public static async Task<Run> StartRayJobAsync(this RunAiWorkshop workshop, string script, params (string Key, object Value)[] settings) =>
        (await workshop.SubmitAsync(workshop.RayJob(script, settings))).Run;

    /// <summary>Follows the driver to its end.</summary>
    public static async Task<(RunStatus Status, List<string> Log)> FinishDriverAsync(this RunAiWorkshop workshop, Run run)
    {
        using var hang = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var log = await workshop.Executor.ReadLogsAsync(run, new LogQuery(Follow: true), hang.Token).ToListAsync(hang.Token);
        return (await workshop.StatusAsync(run), [.. log.Where(line => !line.Source.StartsWith("pod ", StringComparison.Ordinal)).Select(line => line.ToString())]);
    }
}
