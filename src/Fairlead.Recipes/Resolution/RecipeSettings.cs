using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>The executor settings a recipe's config brings: those of any executor, but not the choice of one.</summary>
internal static class RecipeSettings
{
    /// <returns>The settings under their present names.</returns>
    /// <exception cref="Fairlead.Primitives.FairleadException">A key is unknown, or only for profiles.</exception>
    public static TableSetting Check(TableSetting settings, Executors executors, bool allowUnknownKeys, ICollection<string> warnings)
    {
        var canonical = executors.Canonicalise(settings, warnings);
        KeyCheck.RejectChoices(canonical);
        Faults.ThrowOrWarn([.. KeyCheck.NameFaults(canonical, executors, executor: null)], allowUnknownKeys, warnings);
        return canonical;
    }
}
