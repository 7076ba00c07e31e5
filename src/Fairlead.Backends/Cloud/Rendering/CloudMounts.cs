using System.Collections.Immutable;
using Fairlead.Recipes.Resolution.Mounts;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>Mounts that pods can have.</summary>
internal static class CloudMounts
{
    /// <exception cref="Fairlead.Primitives.FairleadException">A mount is of a kind that the platform does not have.</exception>
    public static void RequireGitOnly(ImmutableArray<Mount> mounts, string executor)
    {
        foreach (var mount in mounts.Where(mount => mount is not GitMount))
            throw mount.Origin.Fault($"the mount at '{mount.Target}' is of a kind that {executor} does not have", "volumes are listed in pvcs; a git checkout is written ${auto_mount:git+URL@REF,TARGET}");
    }
}
