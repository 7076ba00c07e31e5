using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>The variables by which Weights &amp; Biases is told where a run belongs (https://docs.wandb.ai/guides/track/environment-variables/).</summary>
internal static class WandbVariables
{
    public const string ApiKey = "WANDB_API_KEY";

    private static readonly (string Variable, string[] Keys)[] Names =
    [
        ("WANDB_PROJECT", ["project"]),
        ("WANDB_ENTITY", ["entity"]),
        ("WANDB_NAME", ["run_name", "name"]),
        ("WANDB_GROUP", ["group"]),
        ("WANDB_JOB_TYPE", ["job_type"]),
        ("WANDB_TAGS", ["tags"]),
    ];

    private static readonly string[] FromRecipe = ["WANDB_NAME", "WANDB_JOB_TYPE"];

    /// <summary>Run name and job type fall back to the recipe's name when a project is set.</summary>
    public static IEnumerable<KeyValuePair<string, Setting>> Of(TableSetting wandb, string recipe)
    {
        yield return Variable("WANDB_ENABLED", new ScalarSetting("true", wandb.Origin));
        foreach (var (variable, keys) in Names)
        {
            if (keys.Select(key => wandb[key]).FirstOrDefault(value => value is not null) is { } value)
                yield return Variable(variable, value);
            else if (wandb["project"] is not null && FromRecipe.Contains(variable))
                yield return Variable(variable, new ScalarSetting(recipe, wandb.Origin));
        }
    }

    private static KeyValuePair<string, Setting> Variable(string name, Setting value) =>
        KeyValuePair.Create(name, value is ListSetting list
            ? new ScalarSetting(string.Join(',', list.Items.Cast<ScalarSetting>().Select(item => item.ToText())), list.Origin)
            : value);
}
