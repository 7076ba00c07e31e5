using Fairlead.Backends.Slurm.Remote;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Makes the shared directories and sees what is missing on the cluster, in one go.</summary>
internal static class Survey
{
    private static readonly RemoteScript Script = new("survey.sh", Repeatable: true);

    public static async Task<IReadOnlySet<string>> MissingAsync(RunSite site, IEnumerable<string> paths, CancellationToken cancellationToken)
    {
        var result = await site.RequireAsync(Script, [site.Layout.Directory, .. paths], default, "to make directories", cancellationToken);
        return result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
    }
}
