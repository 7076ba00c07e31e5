using System.Globalization;
using Fairlead.Primitives;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>Checks executor settings against the keys there are.</summary>
internal static class KeyCheck
{
    private static readonly string[] OfProfilesOnly = [KnownKeys.Executor, KnownKeys.Extends, KnownKeys.Stages];

    /// <summary>What is wrong with the keys of a table.</summary>
    /// <param name="executor">Null: any executor will do.</param>
    public static IEnumerable<FairleadException> NameFaults(TableSetting table, Executors executors, ExecutorSpec? executor) =>
        table.Items.Select(item => NameFault(item.Key, item.Value.Origin, executors, executor)).OfType<FairleadException>();

    /// <exception cref="FairleadException">A layer other than a profile tries to choose the executor or a parent.</exception>
    public static void RejectChoices(TableSetting table) =>
        Faults.ThrowIfAny([.. table.Items.Where(item => OfProfilesOnly.Contains(item.Key)).Select(item =>
            item.Value.Origin.Fault($"'run.env.{item.Key}' belongs in a profile", "choose an executor with --executor or --profile"))]);

    private static FairleadException? NameFault(string key, Origin origin, Executors executors, ExecutorSpec? executor)
    {
        if (executors.FindKey(key) is not { } known)
        {
            var candidates = (executor is null ? executors.Keys : executor.AllKeys).Select(candidate => candidate.Name);
            return origin.Fault($"unknown key '{key}' in {origin.Layer}.{Suggest.DidYouMean(key, candidates)}", "correct it, or allow it with --allow-unknown-keys");
        }

        return executor is null || executor.AllKeys.Contains(known)
            ? null
            : origin.Fault(
                $"the key '{key}' in {origin.Layer} is for {string.Join(" and ", executors.WithKey(known).Select(other => other.Name))}, not for executor {executor.Name}",
                "remove it, or move it to a profile of that executor");
    }

    /// <summary>The value as its key's type, or null when it does not fit: a number in a string (as a variable gives it) becomes a number, and a number a string where text is expected.</summary>
    public static Setting? Typed(KnownKey key, Setting value) => (key.Type, value) switch
    {
        (_, ScalarSetting { Value: null }) => value,
        (KeyType.Text or KeyType.LocalFile, SecretSetting or ScalarSetting { Value: string }) => value,
        (KeyType.Text or KeyType.LocalFile, ScalarSetting { Value: long or double } number) => number with { Value = Convert.ToString(number.Value, CultureInfo.InvariantCulture) },
        (KeyType.Integer, ScalarSetting { Value: long }) => value,
        (KeyType.Integer, ScalarSetting { Value: string text } scalar) when long.TryParse(text, CultureInfo.InvariantCulture, out var number) => scalar with { Value = number },
        (KeyType.Flag, ScalarSetting { Value: bool }) => value,
        (KeyType.Flag, ScalarSetting { Value: string text } scalar) when bool.TryParse(text, out var flag) => scalar with { Value = flag },
        (KeyType.TextList, ListSetting list) when list.Items.All(IsText) => value,
        (KeyType.TextTable, TableSetting table) when table.Items.Values.All(item => item is ScalarSetting or SecretSetting) => value,
        (KeyType.Table, TableSetting) => value,
        (KeyType.TableList, ListSetting list) when list.Items.All(item => item is TableSetting) => value,
        (KeyType.MountList, ListSetting list) when list.Items.All(item => item is TableSetting || IsText(item)) => value,
        _ => null,
    };

    /// <summary>What to say of a value that does not fit its key's type.</summary>
    public static FairleadException TypeFault(KnownKey key, Setting value) =>
        value.Origin.Fault($"'{key.Name}' in {value.Origin.Layer} expects {Expected(key.Type)}, found {Found(value)}");

    private static bool IsText(Setting item) => item is ScalarSetting { Value: string };

    private static string Expected(KeyType type) => type switch
    {
        KeyType.Text or KeyType.LocalFile => "a string",
        KeyType.Integer => "an integer",
        KeyType.Flag => "true or false",
        KeyType.TextList => "a list of strings",
        KeyType.TextTable => "a table of strings",
        KeyType.Table => "a table",
        KeyType.TableList => "a list of tables",
        _ => "a list of mounts (strings or tables)",
    };

    private static string Found(Setting value) => value switch
    {
        ScalarSetting { Value: string text } => $"'{text}'",
        ListSetting list => $"a list with {list.Items.FirstOrDefault(item => item is not ScalarSetting { Value: string })?.Kind ?? "strings"}",
        _ => value.Kind,
    };
}
