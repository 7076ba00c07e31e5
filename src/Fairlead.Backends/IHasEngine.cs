using Fairlead.Images.Engine;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends;

/// <summary>A backend whose jobs run on a container engine that this machine reaches: recipes' images are built, saved and loaded there.</summary>
public interface IHasEngine
{
    /// <param name="settings">Of a profile, or of a job resolved with it.</param>
    /// <exception cref="Primitives.FairleadException">They name a client that is not known.</exception>
    ContainerEngine EngineOf(TableSetting settings);
}
