using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What one setting of a Slurm job forbids another.</summary>
internal static class SlurmLimits
{
    /// <exception cref="FairleadException">The job asks for what cannot be had together.</exception>
    public static void Check(RenderInputs inputs, SlurmSettings settings, int nodes)
    {
        var job = inputs.Job;
        var origin = job.ExecutorSettings["array"]?.Origin ?? job.ExecutorSettings.Origin;
        if (settings.Array is not null && !settings.HetGroups.IsEmpty)
            throw origin.Fault("a job cannot have both 'array' and 'het_groups'", "remove one");
        if (RayCluster.IsOf(job, nodes) && !settings.HetGroups.IsEmpty)
            throw (job.ExecutorSettings["het_groups"]?.Origin ?? job.ExecutorSettings.Origin).Fault($"recipe {job.Recipe.Name} wants a Ray cluster, whose nodes are alike; found 'het_groups'", "remove it, and set nodes");
        if (settings.Array is not null && inputs.Publishes is { } artifact)
            throw origin.Fault($"'array' would prepare '{artifact.Name}' several times", "set it for the stages that need it, in [<profile>.stages.<stage>]");
        if (string.IsNullOrEmpty(job.ContainerImage))
            MountPlan.CheckBareMetal(job.Mounts);
        else if (!job.ContainerImage.StartsWith('/') && job.ContainerImage.EndsWith(".sqsh", StringComparison.Ordinal))
            throw (job.ExecutorSettings["container_image"]?.Origin ?? job.ExecutorSettings.Origin).Fault(
                $"a squash file expects an absolute path on the cluster, found '{job.ContainerImage}'", "write its whole path, or the reference of an image");
    }
}
