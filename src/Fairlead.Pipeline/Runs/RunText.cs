using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Runs;
using Fairlead.Runs.Logs;

namespace Fairlead.Pipeline.Runs;

/// <summary>Runs as people and programs read them.</summary>
internal static class RunText
{
    public static IEnumerable<string> Table(IReadOnlyList<KnownRun> runs)
    {
        var rows = runs.Select(known => new[]
        {
            known.Run.Id,
            StateOf(known),
            known.Run.Recipe,
            known.Run.Config,
            known.Run.Profile,
            Stamp(known.Run.Created),
            known.Status.Reason,
        }).Prepend(["RUN", "STATE", "RECIPE", "CONFIG", "PROFILE", "CREATED", "REASON"]).ToList();
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToList();
        return rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }

    public static string Line(KnownRun known) =>
        $"run {known.Run.Id} {StateOf(known)}{(known.Status.Reason.Length > 0 ? $": {known.Status.Reason}" : "")}";

    public static string Json(IReadOnlyList<KnownRun> runs) =>
        CanonicalJson.Write(new JsonArray([.. runs.Select(ToJson)]), indented: true);

    /// <param name="results">Null: the job reported none.</param>
    public static string Json(KnownRun known, JobResults? results) =>
        CanonicalJson.Write(new JsonObject { ["run"] = ToJson(known), ["results"] = results?.ToJson() }, indented: true);

    /// <summary>A line of a log, on a line of its own (JSON Lines), so that a log can be read while it grows.</summary>
    public static string Json(LogLine line) =>
        CanonicalJson.Write(new JsonObject { ["source"] = line.Source, ["text"] = line.Text });

    private static JsonObject ToJson(KnownRun known) => new()
    {
        ["run"] = known.Run.Id,
        ["recipe"] = known.Run.Recipe,
        ["config"] = known.Run.Config,
        ["profile"] = known.Run.Profile,
        ["executor"] = known.Run.Executor,
        ["attempt"] = known.Run.Attempt,
        ["created"] = Stamp(known.Run.Created),
        ["backend_id"] = known.Run.BackendId,
        ["state"] = StateOf(known),
        ["backend_word"] = known.Status.BackendWord,
        ["reason"] = known.Status.Reason,
        ["exit_code"] = known.Status.ExitCode,
        ["member"] = known.Status.Member,
        ["finished"] = known.Status.Finished is { } finished ? Stamp(finished) : null,
        ["directory"] = known.Run.Directory,
    };

    private static string StateOf(KnownRun known) => known.Status.State.Name();

    private static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
