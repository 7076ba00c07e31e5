using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>Which GPUs of this node a container is shown.</summary>
internal static class GpuChoice
{
    private const string All = "-1";
    private const string None = "0";

    /// <exception cref="FairleadException">The image is for another vendor's.</exception>
    public static void CheckVendor(ManifestImage image, Declared? wanted, NodeGpus node)
    {
        var vendor = image.GpuVendor is { Length: > 0 } ofImage ? ofImage : (wanted?.Value as Given.Template)?.Text;
        if (node.Vendor is { } found && vendor is { Length: > 0 } && !vendor.Equals(found.ToString(), StringComparison.OrdinalIgnoreCase))
            throw FairleadException.Usage($"the image '{image.Key}' is for GPUs of {vendor}, and this node has {found}'s", "submit it to nodes that it is for, or build it for these");
    }

    /// <param name="restriction">A list such as <c>0,2-3</c>; null: all of the node.</param>
    /// <param name="count">How many of them, from the first; <c>-1</c>: all. Null: one, where there is one.</param>
    /// <exception cref="FairleadException">The node has fewer, or the list leaves none.</exception>
    public static ImmutableArray<int> Of(Declared? restriction, Declared? count, NodeGpus node)
    {
        if (count?.Value is Given.Template { Text: None })
            return [];
        var (chosen, limit) = restriction is { Value: Given.Template { Text.Length: > 0 } list } ? (Within(restriction, list.Text, node), $"docker_gpus '{list.Text}' ({restriction.Place})") : ([.. Enumerable.Range(0, node.Count)], "this node");
        return count?.Value switch
        {
            null => chosen[..Math.Min(1, chosen.Length)],
            Given.Template { Text: All } => chosen,
            Given.Template { Text: var text } when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var wanted) => wanted <= chosen.Length
                ? chosen[..wanted]
                : throw FairleadException.Usage($"{count.Place}: expected {wanted} GPUs, and {limit} has {chosen.Length}", "ask for fewer, or submit to nodes with more"),
            _ => throw FairleadException.Usage($"{count.Place}: expected a number of GPUs, or -1 for all, found something else"),
        };
    }

    private static ImmutableArray<int> Within(Declared restriction, string list, NodeGpus node)
    {
        if (!IndexList.TryParse(list, out var indices))
            throw FairleadException.Usage($"{restriction.Place}: expected indices such as 0,2-3, found '{list}'");
        var chosen = indices.Where(index => index < node.Count).ToImmutableArray();
        return chosen.Length == indices.Length && !chosen.IsEmpty
            ? chosen
            : throw FairleadException.Usage($"{restriction.Place}: expected GPUs of this node, which has {node.Count}, counted from 0, found '{list}'", "leave docker_gpus out, or submit to nodes with more");
    }
}
