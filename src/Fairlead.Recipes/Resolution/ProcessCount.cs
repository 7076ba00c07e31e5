using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Nodes, GPUs and ranks, out of resolved executor settings.</summary>
internal static class ProcessCount
{
    /// <exception cref="Fairlead.Primitives.FairleadException">Zero or fewer nodes are asked for.</exception>
    public static int Nodes(TableSetting settings) => Count(settings, KnownKeys.Nodes, minimum: 1) ?? 1;

    /// <summary>Null: unknown until the job sees its devices.</summary>
    /// <exception cref="Fairlead.Primitives.FairleadException">The number is negative.</exception>
    public static int? Gpus(TableSetting settings) => Count(settings, KnownKeys.GpusPerNode, minimum: 0);

    /// <summary>An explicit count; else one rank for each GPU; else one.</summary>
    /// <exception cref="Fairlead.Primitives.FairleadException">The explicit count is zero or negative.</exception>
    public static int PerNode(TableSetting settings) =>
        Count(settings, KnownKeys.ProcessesPerNode, minimum: 1) ?? Math.Max(Gpus(settings) ?? 1, 1);

    private static int? Count(TableSetting settings, string key, int minimum) => settings[key] switch
    {
        ScalarSetting { Value: long count } when count >= minimum && count <= int.MaxValue => (int)count,
        ScalarSetting { Value: long count } wrong => throw wrong.Origin.Fault($"'{key}' in {wrong.Origin.Layer} expects {minimum} or more, found {count}"),
        _ => null,
    };
}
