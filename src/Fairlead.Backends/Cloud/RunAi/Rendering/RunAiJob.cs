using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.KubeRay.Rendering;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.RunAi.Rendering;

/// <summary>
/// Renders the spec of a run:ai workload: a training for one node, a distributed workload for several.
/// Fields as in the public API description of run:ai (POST /api/v1/workloads/trainings and …/distributed).
/// </summary>
internal static class RunAiJob
{
    /// <exception cref="FairleadException">A setting that run:ai cannot carry, or a job that cannot run there.</exception>
    public static RenderedJob Render(RenderInputs inputs)
    {
        var job = inputs.Job;
        var settings = RunAiSettings.Of(job);
        CloudMounts.RequireGitOnly(job.Mounts, job.Executor);
        if (settings.Cloud.ExistingRayCluster is not null)
            throw job.ExecutorSettings["existing_ray_cluster"]!.Origin.Fault("run:ai has no Ray clusters that jobs are submitted to", "remove existing_ray_cluster");
        var isRay = job.Launch == LaunchKind.Ray && job.Nodes > 1;
        var (workload, ray) = (isRay, settings.Ray) switch
        {
            (true, RayBackend.KubeRay) => (KubeRayJob.Workload, PodRay.OfPlatform),
            (true, _) => ("distributed", PodRay.OfPods),
            _ => (job.Nodes > 1 ? "distributed" : "training", PodRay.None),
        };
        var spec = ray == PodRay.OfPlatform ? KubeRayJob.Spec(inputs, settings) : Spec(inputs, settings);
        var part = new CloudPart(
            $"{settings.Site.Api} {settings.Site.Project}",
            settings.Site.Home,
            workload,
            CanonicalJson.Write(spec),
            settings.Cloud.TransportWithin(TransportLimits.RunAi with { ArgumentCharacters = settings.MaxArgumentCharacters }),
            settings.Cloud.PlainSecrets,
            inputs.Commits,
            inputs.Publishes,
            ray == PodRay.OfPlatform ? new CloudRay(null, settings.Cloud.RayAtEnd) : null);
        return RenderedJob.Of(PodScript.Name, PodScript.Render(inputs, ray, settings.Cloud), job.Nodes, part);
    }

    private static JsonObject Spec(RenderInputs inputs, RunAiSettings settings)
    {
        var job = inputs.Job;
        var spec = new JsonObject
        {
            ["command"] = "/bin/sh -c",
            ["args"] = ShellWord.Quote(PodBootstrap.Script),
            ["image"] = job.ContainerImage,
            ["compute"] = new JsonObject { ["gpuDevicesRequest"] = job.GpusPerNode ?? 0, ["largeShmRequest"] = true },
            ["storage"] = new JsonObject { ["pvc"] = new JsonArray([.. settings.Volumes.Select(volume => volume.DeepClone())]) },
            ["environmentVariables"] = CloudVariables.Of(job, settings.Cloud, Secret),

            // The platform's own default is to start a failed job six times more.
            ["backoffLimit"] = 0,
            ["restartPolicy"] = "Never",
        };
        if (!settings.Cloud.ImagePullSecrets.IsEmpty)
            spec["imagePullSecrets"] = new JsonArray([.. settings.Cloud.ImagePullSecrets.Select(name => new JsonObject { ["name"] = name })]);
        CustomSpecification.Apply(spec, settings.CustomSpec);
        if (job.Nodes > 1)
        {
            spec["distributedFramework"] = settings.Framework;
            foreach (var count in new[] { "minReplicas", "maxReplicas", "numWorkers" })
                spec[count] = job.Nodes;
        }

        return spec;
    }

    internal static JsonObject Secret(string variable, SecretReference reference) => reference.Name.Split('/') is [{ Length: > 0 } name, { Length: > 0 } key]
        ? new JsonObject { ["name"] = variable, ["secret"] = new JsonObject { ["name"] = name, ["key"] = key } }
        : throw FairleadException.Usage($"{variable} refers to '{reference}'; a secret of run:ai is named by itself and its key", $"secret_vars.{variable} = \"<secret>/<key>\"");
}
