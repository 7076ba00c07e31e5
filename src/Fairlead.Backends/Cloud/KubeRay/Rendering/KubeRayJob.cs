using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.KubeRay.Rendering;

/// <summary>Renders the spec of a KubeRay RayJob (ray.io/v1): the cluster it makes, and the driver's place in it. The entrypoint is added when it is sent.</summary>
internal static class KubeRayJob
{
    public const string Workload = "rayjob";
    private const string Gpu = "nvidia.com/gpu";

    /// <exception cref="FairleadException">What a RayJob needs is not set, or cannot be had.</exception>
    public static JsonObject Spec(RenderInputs inputs, RunAiSettings settings)
    {
        var job = inputs.Job;
        if (settings.Site.Kubernetes is null)
            throw FairleadException.Usage($"profile {job.Profile} has ray_backend = \"kuberay\" and no kube_apiserver_url", "set it to the cluster's API server");
        if (settings.Cloud.RayVersion is not { } version)
            throw FairleadException.Usage($"profile {job.Profile} has ray_backend = \"kuberay\" and no ray_version", "set it to the version of Ray in the image, for example 2.48.0");
        if (!inputs.Commits.IsEmpty)
            throw FairleadException.Usage($"{inputs.Commits[0].Repository} is to be mounted at {inputs.Commits[0].Target}, which the pods of a KubeRay cluster cannot do", "use ray_backend = \"workload\"");
        return new JsonObject
        {
            ["shutdownAfterJobFinishes"] = settings.Cloud.RayAtEnd != RayClusterEnd.Keep,
            ["rayClusterSpec"] = new JsonObject
            {
                ["rayVersion"] = version,
                ["headGroupSpec"] = new JsonObject
                {
                    ["rayStartParams"] = new JsonObject { ["dashboard-host"] = "0.0.0.0" },
                    ["template"] = Template(job, settings, "ray-head"),
                },
                ["workerGroupSpecs"] = new JsonArray(new JsonObject
                {
                    ["groupName"] = "workers",
                    ["replicas"] = job.Nodes,
                    ["minReplicas"] = job.Nodes,
                    ["maxReplicas"] = job.Nodes,
                    ["rayStartParams"] = new JsonObject(),
                    ["template"] = Template(job, settings, "ray-worker"),
                }),
            },
        };
    }

    private static JsonObject Template(ResolvedJob job, RunAiSettings settings, string name)
    {
        var pod = new JsonObject
        {
            ["schedulerName"] = "runai-scheduler",
            ["containers"] = new JsonArray(new JsonObject
            {
                ["name"] = name,
                ["image"] = job.ContainerImage,
                ["env"] = CloudVariables.OfRayPods(job, settings.Cloud, Secret),
                ["resources"] = Resources(job.GpusPerNode ?? 0),
                ["volumeMounts"] = new JsonArray([.. settings.Volumes.Select((volume, index) => new JsonObject { ["name"] = $"volume-{index}", ["mountPath"] = volume["path"]!.DeepClone() })]),
            }),
            ["volumes"] = new JsonArray([.. settings.Volumes.Select((volume, index) => new JsonObject
            {
                ["name"] = $"volume-{index}",
                ["persistentVolumeClaim"] = new JsonObject { ["claimName"] = volume["claimName"]!.DeepClone() },
            })]),
        };
        if (!settings.Cloud.ImagePullSecrets.IsEmpty)
            pod["imagePullSecrets"] = new JsonArray([.. settings.Cloud.ImagePullSecrets.Select(secret => new JsonObject { ["name"] = secret })]);
        return new JsonObject { ["spec"] = pod };
    }

    private static JsonObject Resources(int gpus) => gpus == 0
        ? []
        : new() { ["requests"] = new JsonObject { [Gpu] = gpus }, ["limits"] = new JsonObject { [Gpu] = gpus } };

    private static JsonObject Secret(string variable, SecretReference reference)
    {
        var ofRunAi = RunAiJob.Secret(variable, reference);
        return new() { ["name"] = variable, ["valueFrom"] = new JsonObject { ["secretKeyRef"] = ofRunAi["secret"]!.DeepClone() } };
    }
}
