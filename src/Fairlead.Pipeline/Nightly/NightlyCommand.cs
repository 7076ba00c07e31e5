using System.Collections.Immutable;
using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;

namespace Fairlead.Pipeline.Nightly;

/// <summary>Runs the tiny config of every recipe that trains, one after the other, and holds the night against the last good one.</summary>
internal sealed class NightlyCommand(PipelineSession session, PipelineOptions options, string root, Terminal terminal, TimeProvider time)
{
    private const string Config = "tiny";

    /// <exception cref="FairleadException">A job failed or got worse; all of it is recorded and named.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var recipes = session.Catalogue.Recipes.Where(IsTried).Select(recipe => recipe.Name).ToList();
        if (recipes.Count == 0)
            throw FairleadException.Usage($"no recipe below {session.Catalogue.Root} has a config named {Config}", "name a recipe that has one with --recipe");
        var profile = session.Planner.Resolve(recipes[0]).Profile;
        var record = new NightlyRecord(session.Folders.Nightly);
        var before = record.LastGood(profile, Environment.MachineName);
        var report = new NightlyReport(time.GetUtcNow(), profile, Environment.MachineName, []);
        foreach (var recipe in recipes)
            report = report with { Results = report.Results.Add(await new NightlyJob(Nightly(recipe), root, terminal, time).RunAsync(recipe, cancellationToken)) };
        report = report with { Regressions = NightlyComparison.Regressions(before, report) };
        var path = record.Add(report);
        terminal.Result(options.Json ? report.ToJson().TrimEnd() : Text(report, before));
        if (!report.Regressions.IsEmpty)
            throw FairleadException.Stage($"the night is worse than before:\n  {string.Join("\n  ", report.Regressions)}", $"the record is {path}; when the change is wanted, remove the older records beside it");
    }

    private bool IsTried(RecipeSpec recipe) =>
        !recipe.Inputs.IsEmpty && (options.Recipe is null || recipe.Name == options.Recipe) && ConfigLoader.Names(recipe).Contains(Config);

    private PipelineOptions Nightly(string recipe) => options with { Recipe = recipe, Config = Config, Attach = true, Resubmit = true };

    private static string Text(NightlyReport report, NightlyReport? before) => string.Join('\n',
    [
        .. report.Results.Select(result => result.Problem is { } problem
            ? $"{result.Recipe}: {problem}"
            : FormattableString.Invariant($"{result.Recipe}: loss {result.Loss:0.0000}, {result.Seconds:0.0} s")),
        before is null ? "nothing to compare with: no night here was good before" : $"compared with {before.FileName}",
    ]);
}
