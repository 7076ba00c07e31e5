using System.Collections.Immutable;
using Fairlead.Backends.Docker.Rendering;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>
/// The states of many runs, with two questions to each engine. Whoever sees that a run has ended records how, and then removes its containers.
/// </summary>
internal static class DockerQuery
{
    private const string WordsShown = "3";

    public static async Task<IReadOnlyDictionary<string, RunStatus>> QueryAsync(IReadOnlyCollection<Run> runs, CancellationToken cancellationToken)
    {
        var engines = await Task.WhenAll(runs.GroupBy(DockerEngines.SiteOf).Select(engine => QueryAsync(engine.Key, [.. engine], cancellationToken)));
        return engines.SelectMany(statuses => statuses).ToDictionary(pair => pair.Key, pair => pair.Value);
    }

    private static async Task<Dictionary<string, RunStatus>> QueryAsync(DockerSite site, Run[] runs, CancellationToken cancellationToken)
    {
        try
        {
            var engine = DockerEngines.For(site);
            var containers = await new DockerContainers(engine).OfAsync([.. runs.Select(run => run.Id)], cancellationToken);
            var statuses = new Dictionary<string, RunStatus>();
            foreach (var run in runs)
                statuses[run.Id] = await SettleAsync(engine, run, containers[run.Id], cancellationToken);
            return statuses;
        }
        catch (FairleadException exception)
        {
            return runs.ToDictionary(run => run.Id, run => WithoutEngine(run, exception));
        }
    }

    private static RunStatus WithoutEngine(Run run, FairleadException exception)
    {
        var home = DockerRunDirectory.Of(run);
        return home.ReadEnd() ?? DockerStates.WithoutEngine(run.Request.Nodes, home.ReadMarks()) ?? new RunStatus(RunState.Unknown, DockerStates.NoAnswer, exception.Problem);
    }

    // The record is looked for after the containers: it is written before they go.
    private static async Task<RunStatus> SettleAsync(ContainerEngine engine, Run run, IEnumerable<DockerContainer> found, CancellationToken cancellationToken)
    {
        var (home, containers) = RunOnEngine.Of(run, found);
        var marks = home.ReadMarks();
        var status = home.ReadEnd() ?? DockerStates.Of(run.Request.Nodes, marks, containers);
        if (!status.IsFinal)
        {
            if (DockerStates.MustEnd(marks, containers))
                home.MarkFailed();
            return status;
        }

        if (home.ReadEnd() is null)
        {
            status = await WithWordsAsync(engine, status, marks, containers, cancellationToken);
            if (!TryRecord(home, DockerExit.Of(status, containers)))
                return status;
        }

        await new DockerContainers(engine).RemoveAsync(containers, cancellationToken);
        return status;
    }

    // In a folder that cannot be written by now, the containers stay: only they know how it ended.
    private static bool TryRecord(DockerRunDirectory home, DockerExit exit)
    {
        try
        {
            home.ForgetSecrets();
            home.WriteExit(exit);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>What a container said whose script could not even begin.</summary>
    private static async Task<RunStatus> WithWordsAsync(ContainerEngine engine, RunStatus status, DockerMarks marks, ImmutableArray<DockerContainer> containers, CancellationToken cancellationToken)
    {
        if (status.State != RunState.Failed || containers.FirstOrDefault(container => container.HasEnded && !marks.Started.Contains(container.Node)) is not { } mute)
            return status;
        var said = await engine.TryAsync(["logs", "--tail", WordsShown, mute.Id], cancellationToken);
        return $"{said.Output}{said.Error}".Trim() is { Length: > 0 } words ? status with { Reason = $"{status.Reason}: {words}" } : status;
    }
}
