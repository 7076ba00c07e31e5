using System.Collections.Immutable;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>A further group of nodes of a heterogeneous job. What is null is as in the job's own nodes.</summary>
internal sealed record HetGroup(int Nodes, string? Partition, string? Constraint, string? Gres, int? GpusPerNode, int? CpusPerTask, string? Memory)
{
    private const string NodesKey = "nodes";
    private static readonly ImmutableArray<string> Keys = [NodesKey, "partition", "constraint", "gres", "gpus_per_node", "cpus_per_task", "mem"];

    /// <exception cref="FairleadException">A key is unknown, has another type, or <c>nodes</c> is missing.</exception>
    public static HetGroup Of(TableSetting table)
    {
        foreach (var (key, value) in table.Items.Where(item => !Keys.Contains(item.Key)))
            throw value.Origin.Fault($"unknown key '{key}' in het_groups.{Suggest.DidYouMean(key, Keys)}", $"use one of: {string.Join(", ", Keys)}");
        var reader = new SettingReader(table);
        return new HetGroup(
            reader.Number(NodesKey, minimum: 1) ?? throw table.Origin.Fault("an entry of het_groups has no 'nodes'", "say how many nodes the group has"),
            reader.Text("partition"),
            reader.Text("constraint"),
            reader.Text("gres"),
            reader.Number("gpus_per_node", minimum: 0),
            reader.Number("cpus_per_task", minimum: 1),
            SlurmFormats.Memory(reader, "mem"));
    }
}
