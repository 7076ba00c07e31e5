using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Profiles that need no env.toml.</summary>
internal static class BuiltInProfiles
{
    /// <summary>The built-in profile of that name, or null.</summary>
    public static TableSetting? Find(Executors executors, string name) =>
        executors.All.Any(executor => executor.IsBuiltIn && executor.Name == name)
            ? Of(name).With(KnownKeys.GpusPerNode, new ScalarSetting(0L, Layer(name)))
            : null;

    private static TableSetting Of(string name) =>
        TableSetting.Empty(Layer(name)).With(KnownKeys.Executor, new ScalarSetting(name, Layer(name)));

    private static Origin Layer(string name) => new($"built-in profile {name}");
}
