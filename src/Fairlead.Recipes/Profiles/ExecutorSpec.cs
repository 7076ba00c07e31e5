using System.Collections.Immutable;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>What resolving a job must know of the executor it is for. Backends say it; nothing here knows one of them.</summary>
/// <param name="Name">The value of <c>executor</c> in env.toml, and of <c>--executor</c>.</param>
/// <param name="Keys">Those it understands beyond the keys of any executor.</param>
public sealed record ExecutorSpec(string Name, ImmutableArray<KnownKey> Keys)
{
    public IEnumerable<KnownKey> AllKeys => CommonKeys.All.Concat(Keys);

    /// <summary>Keys of any executor without which a profile of this one cannot be used.</summary>
    public ImmutableArray<string> RequiredOfAny { get; init; } = [];

    /// <summary>The names of all keys without which a profile of this executor cannot be used.</summary>
    public IEnumerable<string> Required => AllKeys.Where(key => key.Required || RequiredOfAny.Contains(key.Name)).Select(key => key.Name);

    /// <summary>There is a profile of its name without an env.toml.</summary>
    public bool IsBuiltIn { get; init; }

    /// <summary>The profile that tries it here without an account; null: none.</summary>
    public string? TrialProfile { get; init; }

    /// <summary>Jobs run on this machine, with its interpreter and its files.</summary>
    public bool RunsHere { get; init; }

    /// <summary>Jobs run in the image that the recipe's Dockerfile makes here; elsewhere in a published one.</summary>
    public bool BuildsImages { get; init; }

    public MountRule Mounts { get; init; } = MountRule.InsideContainers;

    /// <summary>Whether secrets of the caller's environment that jobs commonly want are handed on, by reference.</summary>
    public Func<TableSetting, bool> ForwardsSecrets { get; init; } = _ => true;

    /// <summary>Throws when one of the settings, each of its key's type, contradicts another.</summary>
    public Action<TableSetting> Check { get; init; } = _ => { };
}
