using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution.Mounts;

/// <summary>The mounts of a job: each target once.</summary>
internal static class MountList
{
    /// <exception cref="Fairlead.Primitives.FairleadException">An entry is no mount, or two sources claim one target.</exception>
    public static ImmutableArray<Mount> Read(Setting? mounts)
    {
        var byTarget = new Dictionary<string, Mount>();
        var entries = (mounts as ListSetting)?.Items ?? [];
        foreach (var mount in entries.Select(MountParser.Parse))
        {
            if (!byTarget.TryAdd(mount.Target.TrimEnd('/'), mount) && byTarget[mount.Target.TrimEnd('/')] is var first && first.Source != mount.Source)
                throw mount.Origin.Fault($"two sources for the mount target '{mount.Target}': '{first.Source}' ({first.Origin.Place}) and '{mount.Source}'", "keep one");
        }

        return [.. byTarget.Values];
    }
}
