using System.Collections.Immutable;
using Fairlead.Images.Manifest;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Results;

/// <summary>Makes rows of what all ranks of a job have brought: once, when they have ended, whatever became of them.</summary>
/// <param name="world">How many ranks the job has.</param>
/// <param name="machine">What the rows are filed under: the scheduler's id of the job.</param>
internal sealed class Collection(ImageManifest manifest, JobFolders folders, int world, string machine, IReadOnlyDictionary<string, string> job, Terminal terminal, TimeProvider time)
{
    /// <returns>Whether all models brought what they were to bring.</returns>
    /// <exception cref="FairleadException">The rows cannot be written.</exception>
    public async Task<ExitCode> CollectAsync(ImmutableArray<ManifestModel> models, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyDictionary<string, string>>();
        var first = ExitCode.Success;
        foreach (var model in models)
        {
            var (results, ranks, settings) = ResultsOf(model);
            rows.AddRange(PerfRows.Of(results, ranks, manifest, model, settings, job, machine));
            foreach (var note in results.Notes)
                terminal.Progress($"{model.Key}: {note}");
            if (results.Fault is { } fault)
                terminal.Progress($"{model.Key}: FAILURE: {fault}");
            var code = results.Fault is null ? ExitCode.Success : results.IsUnmeasured ? ExitCode.StageFailed : ExitCode.JobFailed;
            first = first == ExitCode.Success ? code : first;
        }

        await new PerfFile(folders.Perf, time).AppendAsync(rows, cancellationToken);
        terminal.Result(folders.Perf);
        return first;
    }

    private (ModelResults Results, ImmutableArray<RankRecord> Ranks, Settings Settings) ResultsOf(ManifestModel model)
    {
        var image = manifest.Find(model.Key) ?? new ManifestImage(model.Key, "", ImageSource.Built);
        var settings = Settings.Of(new Surroundings([], job, manifest, model, image, NodeGpus.None).Read().Declared);
        ImmutableArray<RankRecord> ranks = [.. Enumerable.Range(0, world).Select(rank => RankRecord.Read(folders.Rank(model.Key, rank), rank))];
        ImmutableArray<ResultCandidate>? candidates = settings.Text("multiple_results") is { } name ? CandidatesOf(model, Path.GetFileName(name)) : null;
        return (ModelResults.Of(ranks, candidates, Metric.ScopeOf(settings.Text("metric_scope"))), ranks, settings);
    }

    private ImmutableArray<ResultCandidate> CandidatesOf(ManifestModel model, string name) =>
    [
        .. Enumerable.Range(0, world).Select(rank => (Folder: folders.Rank(model.Key, rank), Rank: (int?)rank)).Prepend((Folder: folders.Model(model.Key), Rank: (int?)null))
            .Select(place => (Path: Path.Combine(place.Folder, name), place.Rank))
            .Where(place => File.Exists(place.Path))
            .Select(place => ResultCandidate.Read(place.Path, place.Rank)),
    ];
}
