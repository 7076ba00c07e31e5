using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Decides which profile <c>--executor</c> and <c>--profile</c> mean.</summary>
internal static class ProfileSelection
{
    /// <summary>
    /// <c>--profile</c> names it. Else, for an executor (the one that needs nothing by default): the profile of that name, the only profile with that executor,
    /// or the built-in one.
    /// </summary>
    /// <returns>The profile's name and its settings, with everything it inherits.</returns>
    /// <exception cref="FairleadException">No profile, or more than one, fits; or profile and executor contradict each other.</exception>
    public static (string Name, TableSetting Settings) Select(Executors executors, EnvFile file, string? executor, string? profile, ICollection<string> warnings)
    {
        var wanted = executors.Parse(executor ?? executors.Default.Name, new Origin("--executor"));
        if (profile is null)
            return ForExecutor(executors, file, wanted, warnings);
        var settings = Named(executors, file, profile, warnings);
        if (executor is not null && settings[KnownKeys.Executor] is ScalarSetting { Value: string declared } && declared != executor)
            throw settings[KnownKeys.Executor]!.Origin.Fault($"profile {profile} has executor '{declared}', but --executor={executor} was given", "leave one of them out");
        return (profile, settings);
    }

    private static (string Name, TableSetting Settings) ForExecutor(Executors executors, EnvFile file, ExecutorSpec executor, ICollection<string> warnings)
    {
        var name = executor.Name;
        if (file.ProfileNames.Contains(name))
            return Select(executors, file, name, name, warnings);
        var fitting = file.ProfileNames.Where(profile => HasExecutor(executors, file, profile, name)).ToArray();
        if (fitting is [var only])
            return (only, ProfileInheritance.Resolve(executors, file, only, warnings));
        if (BuiltInProfiles.Find(executors, name) is { } builtIn)
            return (name, builtIn);
        throw fitting.Length > 1
            ? FairleadException.Usage($"{file.Path} has {fitting.Length} profiles with executor {name}: {string.Join(", ", fitting)}", "choose one with --profile")
            : NoProfile(file, executor);
    }

    private static bool HasExecutor(Executors executors, EnvFile file, string profile, string executor) =>
        ProfileInheritance.Resolve(executors, file, profile, [])[KnownKeys.Executor] is ScalarSetting { Value: string declared } && declared == executor;

    private static TableSetting Named(Executors executors, EnvFile file, string profile, ICollection<string> warnings)
    {
        if (ReservedTables.Contains(profile))
            throw FairleadException.Usage($"'{profile}' is a reserved table of {EnvFileLocator.FileName}, not a profile", $"the profiles are: {Listed(executors, file)}");
        if (file.ProfileNames.Contains(profile))
            return ProfileInheritance.Resolve(executors, file, profile, warnings);
        return BuiltInProfiles.Find(executors, profile) ?? throw (file.Path is null
            ? FairleadException.Usage($"there is no profile '{profile}', and no {EnvFileLocator.FileName} was found", $"make one with InitProfile, or name one with FAIRLEAD_ENV_FILE")
            : FairleadException.Usage($"{file.Path} has no profile '{profile}'.{Suggest.DidYouMean(profile, file.ProfileNames)}", $"the profiles are: {Listed(executors, file)}"));
    }

    private static FairleadException NoProfile(EnvFile file, ExecutorSpec executor) =>
        FairleadException.Usage(
            $"{(file.Path is null ? $"no {EnvFileLocator.FileName} was found" : $"{file.Path} has no profile with executor {executor.Name}")}; such a profile sets: {string.Join(", ", executor.Required)}",
            $"start one with --target=InitProfile --executor={executor.Name}{(executor.TrialProfile is { } trial ? $"; or try it here, with --executor={executor.Name} --profile={trial}" : "")}");

    private static string Listed(Executors executors, EnvFile file) => string.Join(", ", file.ProfileNames.Concat(executors.All.Where(executor => executor.IsBuiltIn).Select(executor => executor.Name)).Concat(executors.All.Select(executor => executor.TrialProfile).OfType<string>()).Distinct());
}
