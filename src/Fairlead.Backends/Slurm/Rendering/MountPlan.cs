using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What the job's container shows beside its run folder, in the order it is mounted: the user's paths, repositories, the shared file system, artifacts.</summary>
internal static class MountPlan
{
    /// <summary>The run folder in a container.</summary>
    public const string RunDirectory = "/nemo_run";

    /// <summary>The user's own, as far as they are paths of the cluster.</summary>
    public static ImmutableArray<string> Sources(ResolvedJob job, SlurmSettings settings) =>
        [.. job.Mounts.OfType<HostMount>().Append(settings.LustreMount).OfType<HostMount>().Select(mount => mount.HostPath).Where(path => !IsOfTheRun(path)).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>It lies in the run folder, by the name that has in the container.</summary>
    public static bool IsOfTheRun(string path) => path == RunDirectory || path.StartsWith($"{RunDirectory}/", StringComparison.Ordinal);

    public static string ArtifactTarget(string slot) => $"/fairlead/artifacts/{slot}";

    /// <exception cref="FairleadException">A mount that Slurm's containers cannot have, or two sources for one target.</exception>
    public static ImmutableArray<ContainerMount> InContainer(RenderInputs inputs, SlurmSettings settings, ClusterLayout layout)
    {
        var hosts = inputs.Job.Mounts.Where(mount => mount is not GitMount).Select(Host);
        var lustre = settings.LustreMount is { } mount ? [Host(mount)] : Array.Empty<ContainerMount>();
        var artifacts = inputs.Artifacts.Select(slot => new ContainerMount(layout.Artifact(slot.Value.Digest), ArtifactTarget(slot.Key), "ro", Origin.BuiltIn));
        var run = new ContainerMount(layout.Directory, RunDirectory, null, inputs.Job.ExecutorSettings[KnownKeys.RemoteJobDirectory]!.Origin).Checked();
        return EachTargetOnce(run, [.. hosts, .. Repositories(inputs, layout), .. lustre, .. artifacts]);
    }

    /// <summary>Without a container everything is where it is on the nodes.</summary>
    /// <exception cref="FairleadException">A mount would have to put something elsewhere.</exception>
    public static void CheckBareMetal(ImmutableArray<Mount> mounts)
    {
        const string next = "set container_image to run in a container, or remove the mount";
        foreach (var mount in mounts)
        {
            if (mount is not HostMount host)
                throw mount.Origin.Fault($"the job runs without a container, so nothing can be mounted at '{mount.Target}'", next);
            if (host.HostPath.TrimEnd('/') != host.Target.TrimEnd('/'))
                throw mount.Origin.Fault($"the job runs without a container, so '{host.HostPath}' cannot be mounted at '{host.Target}'", next);
        }
    }

    private static ContainerMount Host(Mount mount) => mount is HostMount host
        ? new ContainerMount(host.HostPath, host.Target, host.Options, host.Origin)
        : throw mount.Origin.Fault($"the mount at '{mount.Target}' is of a kind that slurm does not have", "write it as host:container");

    private static ImmutableArray<ContainerMount> Repositories(RenderInputs inputs, ClusterLayout layout)
    {
        var wanted = inputs.Job.Mounts.OfType<GitMount>().ToImmutableArray();
        var pinned = wanted.Select(mount => inputs.Commits.SingleOrDefault(commit => commit.Target == mount.Target && commit.Repository == mount.Repository)).ToArray();
        return inputs.Commits.Length == wanted.Length && pinned.All(commit => commit is not null)
            ? [.. wanted.Zip(pinned, (mount, commit) => new ContainerMount(layout.Checkout(commit!), mount.Target, null, mount.Origin))]
            : throw new InvalidOperationException($"{wanted.Length} repositories are mounted and {inputs.Commits.Length} commits are pinned");
    }

    private static ImmutableArray<ContainerMount> EachTargetOnce(ContainerMount run, ImmutableArray<ContainerMount> mounts)
    {
        var byTarget = new Dictionary<string, ContainerMount> { [run.Target] = run };
        var plan = ImmutableArray.CreateBuilder<ContainerMount>();
        foreach (var mount in mounts)
        {
            if (byTarget.TryAdd(mount.Target.TrimEnd('/'), mount))
                plan.Add(mount.Checked());
            else if (byTarget[mount.Target.TrimEnd('/')] is var first && (first.Source.TrimEnd('/'), first.Options) != (mount.Source.TrimEnd('/'), mount.Options))
                throw mount.Origin.Fault($"two sources for the mount target '{mount.Target}': '{first.Source}' ({first.Origin.Place}) and '{mount.Source}'", "keep one");
        }

        return plan.ToImmutable();
    }
}
