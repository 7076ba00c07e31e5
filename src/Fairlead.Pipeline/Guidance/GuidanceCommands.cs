using System.Text.Json.Nodes;
using Fairlead.Executors;
using Fairlead.Executors.DgxCloud;
using Fairlead.Executors.Docker;
using Fairlead.Executors.Lepton;
using Fairlead.Executors.Slurm;
using Fairlead.Executors.Slurm.Checkup;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Slurm;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Recipes;
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
        var report = Validation.Run(session.Catalogue, () => session.EnvFile, Environment.GetEnvironmentVariable);
        Print(report.ToJson(), report.WriteText);
        if (!report.Problems.IsEmpty)
            throw FairleadException.Usage($"{report.Problems.Length} problems found", "correct them and run Validate again");
    }

    public void InitProfile()
    {
        var executor = options.Executor ?? throw FairleadException.Usage("InitProfile expects --executor=NAME", $"one of: {string.Join(", ", ExecutorKinds.Names)}");
        var path = session.EnvFile.Path ?? Path.Combine(root, EnvFileLocator.FileName);
        var profile = options.Profile ?? executor.Name();
        ProfileScaffold.Write(path, profile, executor);
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
        var (place, found) = job.Executor switch
        {
            ExecutorKind.Slurm => ("cluster", await OfClusterAsync(job, cancellationToken)),
            ExecutorKind.Docker => ("containers", await OfEngineAsync(job, cancellationToken)),
            ExecutorKind.DgxCloud => ("run:ai", await new DgxCloudCheckup(TimeProvider.System).ExamineAsync(SubmitTargets.Of(job).DgxCloud!, cancellationToken)),
            ExecutorKind.Lepton => ("lepton", await LeptonCheckup.ExamineAsync(SubmitTargets.Of(job).Lepton!, cancellationToken)),
            _ => ("", []),
        };
        return [.. found.Select(finding => new Finding($"{place} {finding.Subject}", finding.Found, finding.Remedy))];
    }

    private Task<IReadOnlyList<CheckupFinding>> OfClusterAsync(ResolvedJob job, CancellationToken cancellationToken)
    {
        var settings = SlurmSettings.Of(job);
        var wanted = new CheckupSubject(settings.Site, settings.Partitions, settings.Account, job.ContainerImage, job.Python);
        return new SlurmCheckup(session.Hosts.For).ExamineAsync(wanted, cancellationToken);
    }

    private Task<IReadOnlyList<CheckupFinding>> OfEngineAsync(ResolvedJob job, CancellationToken cancellationToken)
    {
        var wanted = new DockerCheckupSubject(SubmitTargets.Of(job).Engine!, job.ContainerImage, DockerSettings.Of(job).Gpus, session.Folders.Runs);
        return DockerCheckup.ExamineAsync(wanted, cancellationToken);
    }

    private void Print(JsonNode json, Action<TextWriter> text)
    {
        if (options.Json)
            terminal.Result(CanonicalJson.Write(json, indented: true));
        else
            text(terminal.Out);
    }
}
