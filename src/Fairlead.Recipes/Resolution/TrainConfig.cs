using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>What the script reads. Only <c>${run.env.x}</c>, <c>${run.wandb.x}</c> and <c>${run.recipe.x}</c> are resolved here; every other expression is for the job.</summary>
internal static partial class TrainConfig
{
    /// <param name="run">What <c>${run...}</c> refers to, resolved.</param>
    /// <param name="artifactStore">The <c>[artifacts]</c> of env.toml, below the config's own.</param>
    /// <exception cref="FairleadException">A secret would have to be written into the config.</exception>
    public static TableSetting Build(TableSetting config, RunTable table, TableSetting run, TableSetting? artifactStore)
    {
        var own = config.Without(RunTable.Name);
        if (artifactStore is not null && own["artifacts"] is null or TableSetting)
            own = own.With("artifacts", SettingMerge.Merge(artifactStore, own["artifacts"] as TableSetting ?? TableSetting.Empty(artifactStore.Origin)));
        var resolved = (TableSetting)Substitute(own, TableSetting.Empty(run.Origin).With(RunTable.Name, run));
        return table.Artifacts.Items.IsEmpty ? resolved : resolved.With(RunTable.Name, table.Artifacts);
    }

    private static Setting Substitute(Setting setting, TableSetting scope) => setting switch
    {
        TableSetting table => table.Select((_, value) => Substitute(value, scope)),
        ListSetting list => list with { Items = [.. list.Items.Select(item => Substitute(item, scope))] },
        ScalarSetting { Value: string text } scalar when text.Contains("${run.", StringComparison.Ordinal) => Substitute(scalar, text, scope),
        _ => setting,
    };

    private static Setting Substitute(ScalarSetting scalar, string text, TableSetting scope)
    {
        if (Reference().Match(text) is { Success: true } whole && whole.Length == text.Length && scope.Find(whole.Groups[1].Value) is { } value)
            return Refuse(value, scalar, text) with { Origin = scalar.Origin };
        var replaced = Reference().Replace(text, match => scope.Find(match.Groups[1].Value) is { } part && Refuse(part, scalar, text) is ScalarSetting plain ? plain.ToText() : match.Value);
        return scalar with { Value = replaced };
    }

    private static Setting Refuse(Setting value, ScalarSetting scalar, string text) =>
        value is SecretSetting secret
            ? throw scalar.Origin.Fault($"'{text}' would write the secret {secret.Reference} into the config", "read the variable in the job, with ${oc.env:NAME}")
            : value;

    [GeneratedRegex(@"\$\{(run\.(?:env|wandb|recipe)\.[A-Za-z0-9_.-]+)\}")]
    private static partial Regex Reference();
}
