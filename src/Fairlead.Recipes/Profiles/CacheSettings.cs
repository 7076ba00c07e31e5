using Fairlead.Primitives;
using Fairlead.Recipes.Resolution.Interpolation;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>The <c>[cache]</c> of env.toml.</summary>
/// <param name="Root">A stage cache shared with others; null: none.</param>
/// <param name="GitDirectory">Where git checkouts are cached; null: the default.</param>
public sealed record CacheSettings(string? Root, string? GitDirectory)
{
    /// <param name="environment">Reads a variable of the caller's environment.</param>
    /// <exception cref="FairleadException">A value refers to a variable that is not set.</exception>
    public static CacheSettings Read(EnvFile file, Func<string, string?> environment)
    {
        var table = file.Table(ReservedTables.Cache) ?? TableSetting.Empty(file.Tables.Origin);
        var interpolator = new Interpolator(environment, new ReferenceScope(file.Tables));
        var resolved = interpolator.Resolve(table, ReservedTables.Cache);
        interpolator.ThrowIfAnything();
        return new CacheSettings(Folder("root"), Folder("git_dir"));

        string? Folder(string key) => resolved[key] is ScalarSetting { Value: string path } ? HomePath.Expand(path, environment) : null;
    }
}
