using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>One directory or file of the cluster that the job's container shows.</summary>
/// <param name="Options">For example <c>ro</c>; null: none.</param>
internal sealed record ContainerMount(string Source, string Target, string? Options, Origin Origin)
{
    public override string ToString() => Options is null ? $"{Source}:{Target}" : $"{Source}:{Target}:{Options}";

    /// <exception cref="FairleadException">The container's mount list cannot carry a path.</exception>
    public ContainerMount Checked()
    {
        if (!Source.StartsWith('/'))
            throw Origin.Fault($"the mount '{this}' expects an absolute path on the cluster, found '{Source}'");
        foreach (var part in new[] { Source, Target, Options ?? "" })
        {
            if (part.FirstOrDefault(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ':', 'x') is var found and not 'x')
                throw Origin.Fault($"the mount of '{Source}' at '{Target}' expects paths without spaces, commas and colons, found U+{(int)found:X4}", "rename it on the cluster, or mount the folder above it");
        }

        return this;
    }
}
