using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>What the job's container mounts of the cluster, looked for before nodes are waited for.</summary>
internal static class MountSources
{
    private static readonly RemoteScript Script = new("sources.sh", Repeatable: true);

    /// <exception cref="FairleadException">One is certain to be missing. What only the nodes can see is theirs to say.</exception>
    public static async Task RequireAsync(RunSite site, SlurmPart part, CancellationToken cancellationToken)
    {
        if (part.MountSources is not { } sources)
            return;
        var result = await site.RequireAsync(Script, [site.Layout.Directory, .. sources], default, "to look for what the job mounts", cancellationToken);
        if (result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) is [_, ..] missing)
            throw new FairleadException(ExitCode.SubmissionRefused, $"the job mounts {string.Join(" and ", missing)}, which is not on {site.Host.Name}", "make it, or correct mounts or lustre_mount");
    }
}
