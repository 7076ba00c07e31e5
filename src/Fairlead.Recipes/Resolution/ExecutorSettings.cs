using Fairlead.Primitives;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>The last check of resolved executor settings: types, required keys, and what one key demands of another.</summary>
internal static class ExecutorSettings
{
    private const string RunDirectory = "pvc_nemo_run_dir";
    private static readonly string[] FilesOfThisMachine = ["identity", "known_hosts"];
    private const string Volumes = "pvcs";

    /// <returns>The settings, each of its key's type, without those that are null.</returns>
    /// <exception cref="FairleadException">A value has the wrong type, or required keys are missing: all of them are named.</exception>
    public static TableSetting Check(TableSetting settings, Profile profile, Func<string, string?> environment)
    {
        var absent = settings.Items.Where(item => item.Value is ScalarSetting { Value: null }).ToArray();
        var typed = settings.Without(absent.Select(item => item.Key));
        var faults = absent.Where(item => item.Key == KnownKeys.Launch || KnownKeys.Find(item.Key)?.Default is not null)
            .Select(item => item.Value.Origin.Fault($"'{item.Key}' in {item.Value.Origin.Layer} cannot be null", "give it a value, or leave it out"))
            .ToList();
        foreach (var (name, value) in typed.Items)
        {
            if (KnownKeys.Find(name) is not { } known)
                continue;
            if (KeyCheck.Typed(known, value) is { } fitting)
                typed = typed.With(name, fitting);
            else
                faults.Add(KeyCheck.TypeFault(known, value));
        }

        Faults.ThrowIfAny(faults);
        Require(typed, profile);
        if (profile.Executor is ExecutorKind.DgxCloud)
            CheckRunDirectory(typed);
        return typed.Select((key, value) => FilesOfThisMachine.Contains(key) && value is ScalarSetting { Value: string path } file
            ? file with { Value = HomePath.Expand(path, environment) }
            : value);
    }

    private static void Require(TableSetting settings, Profile profile)
    {
        var missing = KnownKeys.RequiredFor(profile.Executor).Where(key => settings[key] is null or ScalarSetting { Value: "" }).ToArray();
        if (missing.Length > 0)
            throw profile.Settings.Origin.Fault(
                $"profile {profile.Name} lacks {string.Join(", ", missing.Select(key => $"'{key}'"))}, which executor {profile.Executor.Name()} needs",
                $"set {(missing.Length == 1 ? "it" : "them")} in [{profile.Name}]");
    }

    private static void CheckRunDirectory(TableSetting settings)
    {
        var directory = ((ScalarSetting)settings[RunDirectory]!).ToText();
        var paths = ((settings[Volumes] as ListSetting)?.Items ?? []).Cast<TableSetting>()
            .Select(volume => (volume["path"] as ScalarSetting)?.Value as string ?? throw volume.Origin.Fault($"an entry of '{Volumes}' has no 'path'"))
            .ToArray();
        if (!paths.Any(path => directory == path || directory.StartsWith(path.TrimEnd('/') + '/', StringComparison.Ordinal)))
            throw settings[RunDirectory]!.Origin.Fault($"'{RunDirectory}' is '{directory}', which is not below the path of any of '{Volumes}'", "mount the volume it is on, or move it");
    }
}
