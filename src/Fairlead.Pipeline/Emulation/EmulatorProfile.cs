using Fairlead.Backends;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;

namespace Fairlead.Pipeline.Emulation;

/// <summary>The built-in profile that submits to the bundled control planes.</summary>
internal static class EmulatorProfile
{
    public const string Name = IEmulated.ProfileName;

    /// <summary>The executors that have a control plane here.</summary>
    public static IEnumerable<Backend> Backends(BackendMap backends) => backends.All.Where(backend => backend is IEmulated);

    /// <param name="executor">Null, or one that is not emulated: the last one that is.</param>
    public static TableSetting Of(EmulatorPlace place, BackendMap backends, string? executor)
    {
        var chosen = Backends(backends).LastOrDefault(backend => backend.Name == executor) ?? Backends(backends).Last();
        return ((IEmulated)chosen).ProfileOf(new EmulatedPlace(Name, place.Address, place.Volume, place.SecretFile));
    }
}
