using Fairlead.Images.Engine;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Images;

/// <summary>The container engine that a profile means.</summary>
internal static class EngineChoice
{
    private const string ClientKey = "container_client";

    /// <param name="settings">Of the profile, or of a job resolved with it.</param>
    public static ContainerEngine Of(TableSetting settings) =>
        settings[ClientKey] is ScalarSetting { Value: string client } ? new ContainerEngine(client) : new ContainerEngine();
}
