using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>What of a plan changes what is sent or computed. The layer a setting came from, and where a file lies, do not.</summary>
internal static class SettingInputs
{
    public static IEnumerable<StageInput> Of(RecipePlan plan)
    {
        var job = plan.Job;
        return
        [
            new("recipe", job.Recipe.Name),
            new("config", job.ConfigName),
            new("job:script", plan.Script),
            new("job:executor", job.Executor),
            new("job:launch", job.Launch.ToString()),
            new("job:nodes", $"{job.Nodes}"),
            new("job:processes_per_node", $"{job.ProcessesPerNode}"),
            new("job:gpus_per_node", $"{job.GpusPerNode}"),
            new("job:container_image", job.ContainerImage ?? ""),
            new("job:image", plan.Image?.Inputs.Key.ToString() ?? ""),
            new("job:python", job.Python),
            new("job:run_command", job.RunCommand ?? ""),
            new("job:launcher_args", ShellWord.QuoteAll(job.LauncherArguments)),
            new("job:startup_commands", string.Join('\n', job.StartupCommands)),
            new("job:script_arguments", ShellWord.QuoteAll(job.ScriptArguments)),
            .. job.Environment.Select(variable => new StageInput($"env:{variable.Key}", variable.Value)),
            .. job.Secrets.Select(secret => new StageInput($"secret:{secret.Key}", secret.Value.ToString())),
            .. job.Config.Leaves()
                .Where(leaf => !plan.Files.ContainsKey(leaf.Path))
                .Select(leaf => new StageInput($"config:{leaf.Path}", CanonicalJson.Write(leaf.Value.ToJson()))),
            .. plan.Commits.Select(commit => new StageInput($"commit:{commit.Target}", $"{commit.Repository} {commit.Commit}")),
            .. plan.Files.Select(file => new StageInput($"input:{file.Key}", file.Value.Digest.ToString())),
        ];
    }
}
