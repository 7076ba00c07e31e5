using System.Text.Json.Nodes;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Stages;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Stages;
using Fairlead.Stages.Caching;
using Fairlead.Stages.Reasons;

namespace Fairlead.Pipeline.Runs;

/// <summary>Says of each stage of a recipe whether it would run, and which inputs changed. Runs nothing.</summary>
internal sealed class ExplainCommand(StageCache cache, RecipeStages stages, RunLedger ledger, Terminal terminal)
{
    public async Task RunAsync(RecipePlan plan, bool json, CancellationToken cancellationToken)
    {
        StageInputs[] inputs = [.. plan.Image is { } image ? [image.Inputs] : Array.Empty<StageInputs>(), .. plan.Producers.Values.Select(stages.PreparationOf), plan.Package, stages.RenderInputsOf(plan)];
        var explained = inputs.Select(cache.Explain).ToList();
        var rendered = explained.TrueForAll(stage => stage.Stage == PrepareStage.Name || !stage.WouldRun);
        var run = rendered ? ledger.Latest((await stages.RenderAsync(plan, cancellationToken)).Name) : null;
        if (json)
            terminal.Result(CanonicalJson.Write(new JsonArray([.. explained.Select(ToJson), Submit(plan, run)]), indented: true));
        else
            Print(plan, explained, run);
    }

    private void Print(RecipePlan plan, IEnumerable<Explanation> explained, Run? run)
    {
        foreach (var stage in explained)
        {
            terminal.Result($"{stage.Stage}  {stage.Subject}  {(stage.WouldRun ? $"would run: {stage.Summary}" : "up to date")}");
            foreach (var change in stage.Changes)
                terminal.Result($"  {change}");
        }

        terminal.Result($"submit  {plan.Subject}  {(run is null ? "would make a new run" : $"is run {run.Id}")}");
    }

    private static JsonObject ToJson(Explanation stage) => new()
    {
        ["stage"] = stage.Stage,
        ["subject"] = stage.Subject,
        ["key"] = stage.Key.ToString(),
        ["would_run"] = stage.WouldRun,
        ["summary"] = stage.Summary,
        ["changes"] = new JsonArray([.. stage.Changes.Select(change => new JsonObject { ["input"] = change.Name, ["old"] = change.Old, ["new"] = change.New })]),
    };

    private static JsonObject Submit(RecipePlan plan, Run? run) => new()
    {
        ["stage"] = "submit",
        ["subject"] = plan.Subject,
        ["would_run"] = run is null,
        ["run"] = run?.Id,
    };
}
