using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>By what a rank's container is told from all others.</summary>
internal static class ContainerName
{
    private const int Digits = 12;

    /// <summary>Nobody else's: it holds the job, its attempt, its folder, the rank and the model, in full or by digest.</summary>
    /// <param name="folder">The job's, which tells apart those that no scheduler has numbered.</param>
    public static string Of(JobTopology topology, string folder, string model) =>
        string.Create(CultureInfo.InvariantCulture, $"fairlead-{topology.Job}-{topology.Attempt}-{topology.Rank}-{Short(folder)}-{model}") is var full && Slug.Of(full) == full
            ? full
            : string.Create(CultureInfo.InvariantCulture, $"fairlead-{Short(full)}-{topology.Rank}");

    /// <summary>What finds a rank's containers, whatever they are named.</summary>
    public static IEnumerable<string> Filters(JobTopology topology, string folder) => Labels(topology, folder, "").Where(label => label.Value.Length > 0).Select(label => $"--filter=label={label.Key}={label.Value}");

    public static ImmutableSortedDictionary<string, string> Labels(JobTopology topology, string folder, string model) => new Dictionary<string, string>
    {
        ["dev.fairlead.node.job"] = topology.Job,
        ["dev.fairlead.node.attempt"] = topology.Attempt.ToString(CultureInfo.InvariantCulture),
        ["dev.fairlead.node.folder"] = folder,
        ["dev.fairlead.node.rank"] = topology.Rank.ToString(CultureInfo.InvariantCulture),
        ["dev.fairlead.node.model"] = model,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static string Short(string text) => Digest.Of(text).ToString()[..Digits];
}
