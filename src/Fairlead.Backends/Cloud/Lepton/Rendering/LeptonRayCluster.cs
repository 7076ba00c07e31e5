using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.Lepton.Rendering;

/// <summary>Renders the spec of a Ray cluster of Lepton's: a head, and a worker for each node.</summary>
internal static class LeptonRayCluster
{
    public const string Workload = "raycluster";

    /// <exception cref="FairleadException">What a cluster needs is not set.</exception>
    public static JsonObject Spec(RenderInputs inputs, LeptonSettings settings)
    {
        var job = inputs.Job;
        var version = settings.Cloud.RayVersion ?? throw FairleadException.Usage(
            $"recipe {job.Recipe.Name} wants a Ray cluster of {job.Nodes} nodes, and profile {job.Profile} has no ray_version",
            "set it to the version of Ray in the image, for example 2.48.0; or run on one node with --set=env.nodes=1");
        return LeptonJob.WithoutNulls(new JsonObject
        {
            ["image"] = job.ContainerImage,
            ["image_pull_secrets"] = LeptonJob.PullSecrets(settings),
            ["ray_version"] = version,
            ["suspend"] = false,
            ["head_group_spec"] = Group(inputs, settings, settings.HeadShape ?? settings.Shape, 1),
            ["worker_group_specs"] = new JsonArray(Group(inputs, settings, settings.Shape, job.Nodes)),
        });
    }

    /// <param name="oneJob">The spec of a job on one node, for what must be done before the cluster starts.</param>
    public static CloudRay RayOf(RenderInputs inputs, LeptonSettings settings, string oneJob) =>
        new(settings.Cloud.ExistingRayCluster, settings.Cloud.RayAtEnd) { CheckoutSpec = inputs.Commits.IsEmpty ? null : oneJob };

    private static JsonObject Group(RenderInputs inputs, LeptonSettings settings, string shape, int replicas)
    {
        var mounts = LeptonJob.Mounts(settings);
        foreach (var commit in inputs.Commits)
            mounts.Add(Checkout(commit, settings));
        return LeptonJob.WithoutNulls(new JsonObject
        {
            ["affinity"] = LeptonJob.Affinity(settings),
            ["min_replicas"] = replicas,
            ["resource_shape"] = shape,
            ["envs"] = CloudVariables.OfRayPods(inputs.Job, settings.Cloud, LeptonJob.Secret),
            ["mounts"] = mounts,
        });
    }

    // The platform starts these pods, so it must mount what other pods link to.
    private static JsonObject Checkout(PinnedCommit commit, LeptonSettings settings)
    {
        var mount = LeptonStorage.MountOf(settings.Home, settings.Mounts)!;
        return LeptonJob.Mount(LeptonStorage.OnVolume($"{settings.Home}/git-cache/{RepositoryPath.Of(commit)}", mount), commit.Target, mount.Volume);
    }
}
