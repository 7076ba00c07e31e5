using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>Decides every setting of a job from what was read beforehand. Reads nothing itself, so the same request gives the same job.</summary>
public static class JobResolver
{
    /// <exception cref="FairleadException">Anything in arguments, profile, recipe or config is wrong; the message names file, key and line, and says what to do.</exception>
    public static ResolveResult Resolve(ResolveRequest request)
    {
        var warnings = new List<string>();
        var recipe = request.Recipe;
        var profile = ProfileReader.Read(request.Executors, request.EnvFile, request.Executor, request.Profile, recipe.Stage, request.KnownStages, request.AllowUnknownKeys);
        warnings.AddRange(profile.Warnings);
        var overrides = OverrideLayers.Of(request.Sets, recipe, request.Config, request.Executors, profile.Executor, request.AllowUnknownKeys, warnings);
        var config = SettingMerge.Merge(request.Config.Settings, overrides.Config);
        var run = RunTable.Of(config, warnings);
        var recipeSettings = RecipeSettings.Check(run.ExecutorSettings, request.Executors, request.AllowUnknownKeys, warnings);
        var layered = ExecutorLayers.Merge(request.Executors, recipe, recipeSettings, profile, overrides.Executor);
        var resolved = SubmitTime.Resolve(request, config, layered, run.Wandb, overrides.Config);
        var settings = ExecutorSettings.Check(request.Executors, resolved.ExecutorSettings, profile, request.Environment);
        warnings.AddRange(WithoutEffect(request.Executors, settings));
        var mounts = Mounts(settings, profile.Executor, request, warnings);
        var (plain, secret) = JobEnvironment.Build(
            recipe, resolved.RecipeVariables, settings, resolved.Tracking, profile.Executor, request.Environment);
        var job = new ResolvedJob
        {
            Recipe = recipe,
            ConfigName = request.Config.Name,
            Profile = profile.Name,
            Executor = profile.Executor.Name,
            Launch = LaunchOf(settings, recipe),
            Nodes = ProcessCount.Nodes(settings),
            GpusPerNode = ProcessCount.Gpus(settings),
            ProcessesPerNode = ProcessCount.PerNode(settings),
            ContainerImage = Text(settings, KnownKeys.ContainerImage),
            RunCommand = Text(settings, KnownKeys.RunCommand),
            Python = Text(settings, KnownKeys.Python)!,
            LauncherArguments = Texts(settings, KnownKeys.LauncherArguments),
            StartupCommands = Texts(settings, KnownKeys.StartupCommands),
            Environment = plain,
            Secrets = secret,
            ScriptArguments = request.ScriptArguments,
            Mounts = mounts,
            ExecutorSettings = settings,
            Config = TrainConfig.Build(config, run, resolved.Run, resolved.ArtifactStore),
        };
        return new ResolveResult(job, [.. warnings]);
    }

    private static LaunchKind LaunchOf(TableSetting settings, RecipeSpec recipe)
    {
        var given = (ScalarSetting)settings[KnownKeys.Launch]!;
        var launch = LaunchKinds.Parse(given.ToText(), given.Origin);
        // With Ray one process drives the job, and it is given no place among ranks.
        return launch != LaunchKind.Ray || recipe.Launch == LaunchKind.Ray || Text(settings, KnownKeys.RunCommand) is not null
            ? launch
            : throw given.Origin.Fault(
                $"launch is 'ray', but {recipe.Name} is written for '{recipe.Launch.Name()}' ('run.launch' of {recipe.SpecFile})",
                "leave launch out; for a script that drives Ray, say launch = \"ray\" in the recipe's [run]");
    }

    private static ImmutableArray<Mount> Mounts(TableSetting settings, ExecutorSpec executor, ResolveRequest request, List<string> warnings)
    {
        if (executor.Mounts is MountRule.FromThisMachine)
            return HostPaths.Expand(MountList.ReadAll(settings[KnownKeys.Mounts]), request.Environment, request.WorkingDirectory, warnings);
        var mounts = MountList.Read(settings[KnownKeys.Mounts]);
        if (executor.Mounts is MountRule.None && mounts.Length > 0)
            warnings.Add($"{mounts[0].Origin.Place}: executor {executor.Name} has no container, so the mounts have no effect");
        return mounts;
    }

    private static IEnumerable<string> WithoutEffect(Executors executors, TableSetting settings) =>
        from item in settings.Items
        let awaits = executors.FindKey(item.Key)?.Awaits
        where awaits is not null
        select $"{item.Value.Origin.Place}: '{item.Key}' has no effect yet; it waits for {awaits}";

    private static string? Text(TableSetting settings, string key) => (settings[key] as ScalarSetting)?.Value as string;

    private static ImmutableArray<string> Texts(TableSetting settings, string key) =>
        settings[key] is ListSetting list ? [.. list.Items.Cast<ScalarSetting>().Select(item => item.ToText())] : [];
}
