using Fairlead.Images.Engine;
using Fairlead.Jobs.Docker;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Images;

/// <summary>The container engine that a profile means.</summary>
internal static class EngineChoice
{
    /// <param name="settings">Of the profile, or of a job resolved with it.</param>
    /// <exception cref="Primitives.FairleadException">It names another client than docker or podman.</exception>
    public static ContainerEngine Of(TableSetting settings) => new(DockerSettings.ClientOf(settings));
}
