using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Follows <c>extends</c>: one parent each, resolved first, the child laid over it.</summary>
internal static class ProfileInheritance
{
    /// <summary>A profile with all it inherits; older key names replaced, <c>extends</c> dropped, <c>stages</c> kept.</summary>
    /// <param name="warnings">Gains a line for each older key name.</param>
    /// <exception cref="FairleadException">There is no such profile or parent, a parent is reserved or not a single name, or the chain is a circle.</exception>
    public static TableSetting Resolve(Executors executors, EnvFile file, string name, ICollection<string> warnings) => Resolve(executors, file, name, [], warnings);

    private static TableSetting Resolve(Executors executors, EnvFile file, string name, ImmutableArray<string> chain, ICollection<string> warnings)
    {
        var own = Own(executors, file, name, warnings);
        if (own[KnownKeys.Extends] is not { } extends)
            return own;
        var parent = Parent(file, name, extends);
        var path = chain.Add(name);
        if (path.Contains(parent))
            throw extends.Origin.Fault($"profiles extend each other in a circle: {string.Join(" -> ", path.Add(parent))}", "remove one 'extends' of the circle");
        return SettingMerge.Merge(Resolve(executors, file, parent, path, warnings), own.Without(KnownKeys.Extends));
    }

    private static TableSetting Own(Executors executors, EnvFile file, string name, ICollection<string> warnings)
    {
        var table = executors.Canonicalise(file.Table(name)!.FromLayer($"profile {name}"), warnings);
        if (table[KnownKeys.Stages] is not { } stages)
            return table;
        if (stages is not TableSetting overlays || overlays.Items.Values.Any(overlay => overlay is not TableSetting))
            throw stages.Origin.Fault($"'{KnownKeys.Stages}' of profile {name} expects tables, as in [{name}.{KnownKeys.Stages}.sft]");
        foreach (var (stage, overlay) in overlays.Items)
            overlays = overlays.With(stage, executors.Canonicalise(((TableSetting)overlay).FromLayer($"profile {name}, stage {stage}"), warnings));
        return table.With(KnownKeys.Stages, overlays);
    }

    private static string Parent(EnvFile file, string child, Setting extends)
    {
        if (extends is not ScalarSetting { Value: string parent })
            throw extends.Origin.Fault($"'extends' of profile {child} expects the name of one profile, found {extends.Kind}");
        if (ReservedTables.Contains(parent))
            throw extends.Origin.Fault($"profile {child} extends '{parent}', which is a reserved table and no profile");
        return file.ProfileNames.Contains(parent)
            ? parent
            : throw extends.Origin.Fault(
                $"profile {child} extends '{parent}', which does not exist.{Suggest.DidYouMean(parent, file.ProfileNames)}",
                $"the file has: {string.Join(", ", file.ProfileNames)}");
    }
}
