using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>The tables of env.toml that are no profiles.</summary>
public static class ReservedTables
{
    public const string Wandb = "wandb";
    public const string Artifacts = "artifacts";
    public const string Cache = "cache";
    public const string Cli = "cli";

    /// <summary>Table to the keys it may hold.</summary>
    public static IReadOnlyDictionary<string, string[]> Keys { get; } = new Dictionary<string, string[]>
    {
        [Wandb] = ["project", "entity", "run_name", "name", "group", "job_type", "tags"],
        [Artifacts] = ["wandb", "manifest"],
        [Cache] = ["git_dir", "root"],
        [Cli] = ["theme"],
    };

    public static bool Contains(string table) => Keys.ContainsKey(table);

    internal static void Check(EnvFile file)
    {
        CheckWandb(Reader(file, Wandb));
        CheckArtifacts(Reader(file, Artifacts));
        CheckTexts(Reader(file, Cache), Keys[Cache]);
        CheckTexts(Reader(file, Cli), Keys[Cli]);
    }

    private static TableReader Reader(EnvFile file, string table) => new(file.Table(table) ?? TableSetting.Empty(file.Tables.Origin), table);

    private static void CheckWandb(TableReader wandb)
    {
        wandb.Texts("tags");
        CheckTexts(wandb, Keys[Wandb].Except(["tags"]));
    }

    private static void CheckArtifacts(TableReader artifacts)
    {
        if (artifacts.Find("wandb") is { } wandb and not (TableSetting or ScalarSetting { Value: bool }))
            throw artifacts.Unexpected("wandb", "true, false or a table", wandb);
        CheckTexts(artifacts.Inner("manifest"), ["root"]);
        artifacts.RejectOthers();
    }

    private static void CheckTexts(TableReader table, IEnumerable<string> keys)
    {
        foreach (var key in keys)
            table.Text(key);
        table.RejectOthers();
    }
}
