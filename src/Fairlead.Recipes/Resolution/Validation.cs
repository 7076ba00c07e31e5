using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Checks everything a user can get wrong without submitting anything: all recipes, all their configs, all profiles.</summary>
public sealed class Validation
{
    private readonly Executors executors;
    private readonly RecipeCatalogue catalogue;
    private readonly Func<string, string?> environment;
    private readonly List<string> problems = [];
    private readonly List<string> warnings = [];
    private int configs;

    private Validation(Executors executors, RecipeCatalogue catalogue, Func<string, string?> environment)
    {
        this.executors = executors;
        this.catalogue = catalogue;
        this.environment = environment;
    }

    /// <param name="readEnvFile">Reads env.toml; what it throws is one of the problems.</param>
    public static ValidationReport Run(Executors executors, RecipeCatalogue catalogue, Func<EnvFile> readEnvFile, Func<string, string?> environment)
    {
        var validation = new Validation(executors, catalogue, environment);
        validation.problems.AddRange(catalogue.Unreadable.Select(problem => problem.Reason.Message));
        var envFile = validation.Try(readEnvFile) ?? EnvFile.None;
        validation.CheckConfigs(envFile);
        validation.CheckProfiles(envFile);
        return new ValidationReport(
            catalogue.Recipes.Length,
            validation.configs,
            envFile.ProfileNames.Count(),
            [.. validation.problems.Distinct()],
            [.. validation.warnings.Distinct()]);
    }

    private void CheckConfigs(EnvFile envFile)
    {
        foreach (var recipe in catalogue.Recipes)
        {
            if (!ConfigLoader.Names(recipe).Contains(recipe.DefaultConfig))
                Try(() => ConfigLoader.Load(recipe, recipe.DefaultConfig, catalogue.Root));
            foreach (var name in ConfigLoader.Names(recipe))
            {
                configs++;
                if (Try(() => ConfigLoader.Load(recipe, name, catalogue.Root)) is { } config)
                    Resolve(recipe, config, envFile with { Tables = TableSetting.Empty(envFile.Tables.Origin) }, profile: null);
            }
        }
    }

    private void CheckProfiles(EnvFile envFile)
    {
        foreach (var profile in envFile.ProfileNames)
        {
            var inherited = Try(() => ProfileInheritance.Resolve(executors, envFile, profile, warnings));
            if (inherited is null)
                continue;

            // A profile without an executor is a base for others, which are checked with what they take from it.
            if (inherited[KnownKeys.Executor] is null)
                problems.AddRange(KeyCheck.NameFaults(inherited, executors, executor: null).Select(fault => fault.Message));
            else
                CheckStages(envFile, profile);
        }
    }

    private void CheckStages(EnvFile envFile, string profile)
    {
        foreach (var recipe in catalogue.Recipes)
        {
            if (LoadQuietly(recipe) is { } config)
                Resolve(recipe, config, envFile, profile);
        }
    }

    // Configs that cannot be read are reported once, by themselves.
    private RecipeConfig? LoadQuietly(RecipeSpec recipe)
    {
        try
        {
            return ConfigLoader.Load(recipe, recipe.DefaultConfig, catalogue.Root);
        }
        catch (FairleadException)
        {
            return null;
        }
    }

    private void Resolve(RecipeSpec recipe, RecipeConfig config, EnvFile envFile, string? profile)
    {
        var result = Try(() => JobResolver.Resolve(new ResolveRequest
        {
            Recipe = recipe,
            Config = config,
            Executors = executors,
            EnvFile = envFile,
            Environment = environment,
            WorkingDirectory = catalogue.Root,
            Profile = profile,
            KnownStages = [.. catalogue.Recipes.Select(known => known.Stage)],
        }));
        warnings.AddRange(result?.Warnings ?? ImmutableArray<string>.Empty);
    }

    private T? Try<T>(Func<T> action)
        where T : class
    {
        try
        {
            return action();
        }
        catch (FairleadException problem)
        {
            problems.Add(problem.Message);
            return null;
        }
    }
}
