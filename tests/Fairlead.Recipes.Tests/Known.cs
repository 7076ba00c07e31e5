using Fairlead.Backends;
using Fairlead.Recipes.Profiles;

namespace Fairlead.Recipes.Tests;

/// <summary>The executors that there are.</summary>
internal static class Known
{
    public static Executors Executors { get; } = KnownBackends.All(TimeProvider.System).Executors;

    public static ExecutorSpec Of(string name) => Executors.All.Single(executor => executor.Name == name);
}
