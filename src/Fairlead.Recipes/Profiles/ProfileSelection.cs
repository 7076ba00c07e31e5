using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Decides which profile <c>--executor</c> and <c>--profile</c> mean.</summary>
internal static class ProfileSelection
{
    /// <summary>
    /// <c>--profile</c> names it. Else, for an executor (local by default): the profile of that name, the only profile with that executor,
    /// or for local and docker the built-in one.
    /// </summary>
    /// <returns>The profile's name and its settings, with everything it inherits.</returns>
    /// <exception cref="FairleadException">No profile, or more than one, fits; or profile and executor contradict each other.</exception>
    public static (string Name, TableSetting Settings) Select(EnvFile file, string? executor, string? profile, ICollection<string> warnings)
    {
        var wanted = ExecutorKinds.Parse(executor ?? ExecutorKind.Local.Name(), new Origin("--executor"));
        if (profile is null)
            return ForExecutor(file, wanted, warnings);
        var settings = Named(file, profile, warnings);
        if (executor is not null && settings[KnownKeys.Executor] is ScalarSetting { Value: string declared } && declared != executor)
            throw settings[KnownKeys.Executor]!.Origin.Fault($"profile {profile} has executor '{declared}', but --executor={executor} was given", "leave one of them out");
        return (profile, settings);
    }

    private static (string Name, TableSetting Settings) ForExecutor(EnvFile file, ExecutorKind executor, ICollection<string> warnings)
    {
        var name = executor.Name();
        if (file.ProfileNames.Contains(name))
            return Select(file, name, name, warnings);
        var fitting = file.ProfileNames.Where(profile => HasExecutor(file, profile, name)).ToArray();
        if (fitting is [var only])
            return (only, ProfileInheritance.Resolve(file, only, warnings));
        if (BuiltInProfiles.Find(name) is { } builtIn)
            return (name, builtIn);
        throw fitting.Length > 1
            ? FairleadException.Usage($"{file.Path} has {fitting.Length} profiles with executor {name}: {string.Join(", ", fitting)}", "choose one with --profile")
            : NoProfile(file, executor);
    }

    private static bool HasExecutor(EnvFile file, string profile, string executor) =>
        ProfileInheritance.Resolve(file, profile, [])[KnownKeys.Executor] is ScalarSetting { Value: string declared } && declared == executor;

    private static TableSetting Named(EnvFile file, string profile, ICollection<string> warnings)
    {
        if (ReservedTables.Contains(profile))
            throw FairleadException.Usage($"'{profile}' is a reserved table of {EnvFileLocator.FileName}, not a profile", $"the profiles are: {Listed(file)}");
        if (file.ProfileNames.Contains(profile))
            return ProfileInheritance.Resolve(file, profile, warnings);
        return BuiltInProfiles.Find(profile) ?? throw (file.Path is null
            ? FairleadException.Usage($"there is no profile '{profile}', and no {EnvFileLocator.FileName} was found", $"make one with InitProfile, or name one with FAIRLEAD_ENV_FILE")
            : FairleadException.Usage($"{file.Path} has no profile '{profile}'.{Suggest.DidYouMean(profile, file.ProfileNames)}", $"the profiles are: {Listed(file)}"));
    }

    private static FairleadException NoProfile(EnvFile file, ExecutorKind executor) =>
        FairleadException.Usage(
            $"{(file.Path is null ? $"no {EnvFileLocator.FileName} was found" : $"{file.Path} has no profile with executor {executor.Name()}")}; such a profile sets: {string.Join(", ", KnownKeys.RequiredFor(executor))}",
            $"start one with --target=InitProfile --executor={executor.Name()}");

    private static string Listed(EnvFile file) => string.Join(", ", file.ProfileNames.Concat(["local", "docker", "emulator"]).Distinct());
}
