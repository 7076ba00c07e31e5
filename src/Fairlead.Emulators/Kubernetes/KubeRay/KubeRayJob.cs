using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.Ray.Jobs;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>
/// A RayJob: its own cluster, then the entry point, then the end of the cluster when that was asked for. The entry point runs in the pod that
/// submits it, which has the label <c>job-name</c> and whose log is the job's.
/// </summary>
/// <remarks>Words of the status: ray-project/kuberay, ray-operator/apis/ray/v1/rayjob_types.go.</remarks>
internal sealed class KubeRayJob(JsonObject body, KubeRayCluster cluster, Platform platform) : IKubeRayObject
{
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Pod? submitter;

    public string Name => KubeRayNames.Of(Body);

    public JsonObject Body { get; } = body;

    public KubeRayCluster Cluster { get; } = cluster;

    private JsonObject Spec => Body.Object("spec")!;

    public async Task RunAsync()
    {
        await PauseAsync();
        if (!over.Task.IsCompleted)
            await Cluster.AdaptAsync();
        await PauseAsync();
        if (over.Task.IsCompleted)
        {
            await Cluster.EndAsync();
            return;
        }

        submitter = platform.Pods.Start(Submitter());
        await Task.WhenAny(submitter.Completion, over.Task);
        if (over.Task.IsCompleted)
            await EndAsync();
        else if (Spec.Flag("shutdownAfterJobFinishes"))
            await Cluster.EndAsync();
    }

    /// <summary>A suspended job has neither cluster nor process. That one can be resumed is not emulated.</summary>
    public Task AdaptAsync() => Spec.Flag("suspend") ? EndAsync() : Task.CompletedTask;

    public async Task EndAsync()
    {
        over.TrySetResult();
        if (submitter is { Spec: var spec })
            await platform.Pods.DeleteAsync(spec.Namespace, spec.Name);
        await Cluster.EndAsync();
    }

    public JsonObject Status() => new()
    {
        ["rayClusterName"] = Cluster.Name,
        ["jobId"] = Name,
        ["jobStatus"] = Spec.Flag("suspend") || submitter is null ? "" : submitter.State switch { PodState.Succeeded => "SUCCEEDED", PodState.Failed => "FAILED", _ => "RUNNING" },
        ["jobDeploymentStatus"] = Spec.Flag("suspend") ? "Suspended"
            : submitter is null ? "Initializing"
            : submitter.State switch { PodState.Succeeded => "Complete", PodState.Failed => "Failed", _ => "Running" },
        ["message"] = submitter?.State is PodState.Failed ? submitter.Message ?? $"Job entrypoint command failed with exit code {submitter.ExitCode}" : "",
        ["rayClusterStatus"] = Cluster.Status(),
    };

    private Task PauseAsync() => Task.WhenAny(Task.Delay(platform.Options.PhaseTime, platform.Options.Time), over.Task);

    private PodSpec Submitter() => RayEntrypoint.Beside(Cluster.Head, $"{Name}-{RandomEnd.Next()}", Spec.Text("entrypoint")!, []) with
    {
        Container = "ray-job-submitter",
        Labels = new Dictionary<string, string> { ["job-name"] = Name, ["ray.io/cluster"] = Cluster.Name },
    };
}
