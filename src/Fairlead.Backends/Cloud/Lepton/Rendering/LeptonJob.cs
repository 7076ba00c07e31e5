using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.Lepton.Rendering;

/// <summary>Renders the spec of a Lepton job, or of the Ray cluster that a job on several nodes runs on. Fields as in the models of the public leptonai package.</summary>
internal static class LeptonJob
{
    /// <exception cref="FairleadException">A setting that Lepton cannot carry, or a job that cannot run there.</exception>
    public static RenderedJob Render(RenderInputs inputs)
    {
        var job = inputs.Job;
        var settings = LeptonSettings.Of(job);
        var onRay = job.Launch == LaunchKind.Ray && (job.Nodes > 1 || settings.Cloud.ExistingRayCluster is not null);
        var part = new CloudPart(
            $"{settings.WorkspaceUrl} {settings.WorkspaceId}",
            settings.Home,
            onRay ? LeptonRayCluster.Workload : "job",
            CanonicalJson.Write(onRay ? LeptonRayCluster.Spec(inputs, settings) : Spec(job, settings, job.Nodes, settings.Shape)),
            settings.Cloud.TransportWithin(TransportLimits.Lepton),
            settings.Cloud.PlainSecrets,
            inputs.Commits,
            inputs.Publishes,
            onRay ? LeptonRayCluster.RayOf(inputs, settings, CanonicalJson.Write(Spec(job, settings, 1, settings.CpuShape))) : null);
        return RenderedJob.Of(PodScript.Name, PodScript.Render(inputs, onRay ? PodRay.OfPlatform : PodRay.None, settings.Cloud), job.Nodes, part);
    }

    internal static JsonObject Secret(string variable, SecretReference reference) =>
        new() { ["name"] = variable, ["value_from"] = new JsonObject { ["secret_name_ref"] = reference.Name } };

    /// <summary>The node group by its name; the platform's id of it is put in its place when the job is sent.</summary>
    internal static JsonObject? Affinity(LeptonSettings settings) =>
        settings.NodeGroup is { } group ? new JsonObject { ["allowed_dedicated_node_groups"] = new JsonArray(group) } : null;

    internal static JsonArray Mounts(LeptonSettings settings) => new([.. settings.Mounts.Select(mount => Mount(mount.VolumePath, mount.Target, mount.Volume))]);

    internal static JsonObject Mount(string path, string target, string? volume) =>
        WithoutNulls(new JsonObject { ["path"] = path, ["mount_path"] = target, ["from"] = volume });

    internal static JsonArray? PullSecrets(LeptonSettings settings) =>
        settings.Cloud.ImagePullSecrets.IsEmpty ? null : new JsonArray([.. settings.Cloud.ImagePullSecrets.Select(name => JsonValue.Create(name))]);

    internal static JsonObject WithoutNulls(JsonObject table)
    {
        foreach (var absent in table.Where(member => member.Value is null).Select(member => member.Key).ToArray())
            table.Remove(absent);
        return table;
    }

    private static JsonObject Spec(ResolvedJob job, LeptonSettings settings, int nodes, string shape) => WithoutNulls(new JsonObject
    {
        ["resource_shape"] = shape,
        ["affinity"] = Affinity(settings),
        ["container"] = new JsonObject { ["image"] = job.ContainerImage, ["command"] = new JsonArray("/bin/sh", "-c", PodBootstrap.Script) },
        ["shared_memory_size"] = settings.SharedMemory,
        ["completions"] = nodes,
        ["parallelism"] = nodes,
        ["envs"] = CloudVariables.Of(job, settings.Cloud, Secret),
        ["mounts"] = Mounts(settings),
        ["image_pull_secrets"] = PullSecrets(settings),
        ["intra_job_communication"] = nodes > 1,
        ["queue_config"] = Queue(settings),
        ["reservation_config"] = settings.Reservation is { } reservation ? new JsonObject { ["reservation_id"] = reservation } : null,
    });

    // The platform takes flags of preemption only with a priority.
    private static JsonObject? Queue(LeptonSettings settings) => settings switch
    {
        { Priority: null, CanPreempt: false, CanBePreempted: false } => null,
        _ => WithoutNulls(new JsonObject
        {
            ["priority_class"] = settings.Priority ?? "mid-4000",
            ["can_preempt"] = settings.CanPreempt ? true : null,
            ["can_be_preempted"] = settings.CanBePreempted ? true : null,
        }),
    };
}
