using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Mounts;

/// <summary>The mounts of a job.</summary>
internal static class MountList
{
    /// <summary>In the order they were given, whatever their targets.</summary>
    /// <exception cref="Fairlead.Primitives.FairleadException">An entry is no mount.</exception>
    public static ImmutableArray<Mount> ReadAll(Setting? mounts) => [.. ((mounts as ListSetting)?.Items ?? []).Select(MountParser.Parse)];

    /// <summary>Each target once.</summary>
    /// <exception cref="Fairlead.Primitives.FairleadException">An entry is no mount, or two sources claim one target.</exception>
    public static ImmutableArray<Mount> Read(Setting? mounts)
    {
        var byTarget = new Dictionary<string, Mount>();
        foreach (var mount in ReadAll(mounts))
        {
            if (!byTarget.TryAdd(mount.Target.TrimEnd('/'), mount) && byTarget[mount.Target.TrimEnd('/')] is var first && first.Source != mount.Source)
                throw mount.Origin.Fault($"two sources for the mount target '{mount.Target}': '{first.Source}' ({first.Origin.Place}) and '{mount.Source}'", "keep one");
        }

        return [.. byTarget.Values];
    }
}
