using System.Text.Json.Nodes;
using Fairlead.Backends;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Pipeline.Guidance;

/// <summary>Help for people: what there is, what is wrong, and how to begin.</summary>
internal sealed class GuidanceCommands(PipelineOptions options, PipelineSession session, string root, Terminal terminal)
{
    public void ListRecipes() =>
        Print(RecipeList.ToJson(session.Catalogue), writer => RecipeList.WriteText(session.Catalogue, writer));

    public void ShowJob()
    {
        var job = session.Planner.Resolve(RecipeChoice.ToLookAt(options));
        Print(JobView.ToJson(job), writer => JobView.WriteText(job, writer));
    }

    /// <exception cref="FairleadException">Something is wrong; all of it has been printed.</exception>
    public void Validate()
    {
        var report = Validation.Run(session.Backends.Executors, session.Catalogue, () => session.EnvFile, Environment.GetEnvironmentVariable);
        Print(report.ToJson(), report.WriteText);
        if (!report.Problems.IsEmpty)
            throw FairleadException.Usage($"{report.Problems.Length} problems found", "correct them and run Validate again");
    }

    public void InitProfile()
    {
        var executor = options.Executor ?? throw FairleadException.Usage("InitProfile expects --executor=NAME", $"one of: {string.Join(", ", KnownBackends.Names)}");
        var path = session.EnvFile.Path ?? Path.Combine(root, EnvFileLocator.FileName);
        var profile = options.Profile ?? executor;
        ProfileScaffold.Write(path, profile, session.Backends.Of(executor).Spec);
        terminal.Result($"wrote [{profile}] to {path}");
        terminal.Result($"  fill in what is marked 'required', then: ./build.sh --target=Validate");
    }

    /// <exception cref="FairleadException">Something that every job needs is missing; all of it has been printed.</exception>
    public async Task DiagnoseAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Finding> findings =
        [
            .. await new Doctor(session.Folders, () => session.EnvFile).ExamineAsync(cancellationToken),
            .. await OfPlaceAsync(cancellationToken),
        ];
        Print(
            new JsonObject { ["checks"] = new JsonArray([.. findings.Select(finding => finding.ToJson())]) },
            writer => findings.ToList().ForEach(finding => writer.WriteLine(finding)));
        if (findings.Count(finding => finding.Remedy is not null) is > 0 and var missing)
            throw FairleadException.Usage($"{missing} of {findings.Count} checks failed", "follow the remedies above");
    }

    // Only of a place that somebody named: looking at it takes a connection, and a node or a container for a moment.
    private async Task<IReadOnlyList<Finding>> OfPlaceAsync(CancellationToken cancellationToken)
    {
        if (options.Executor is null && options.Profile is null)
            return [];
        var job = session.Planner.Resolve(RecipeChoice.ToLookAt(options));
        var backend = session.Backends.Of(job.Executor);
        var found = await backend.ExamineAsync(job, session.Folders.Runs, Environment.GetEnvironmentVariable, cancellationToken);
        return [.. found.Select(finding => new Finding($"{backend.Place} {finding.Subject}", finding.Found, finding.Remedy))];
    }

    private void Print(JsonNode json, Action<TextWriter> text)
    {
        if (options.Json)
            terminal.Result(CanonicalJson.Write(json, indented: true));
        else
            text(terminal.Out);
    }
}
