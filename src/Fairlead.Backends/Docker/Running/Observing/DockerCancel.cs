using System.Collections.Immutable;
using Fairlead.Images.Engine;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>Ends a run, or keeps it from ever starting, and returns once none of its containers is left.</summary>
internal static class DockerCancel
{
    // Scripts give members ten seconds between TERM and KILL; past this the engine ends them.
    private const string Grace = "12";
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(2), TimeSpan.FromMinutes(1));

    private static readonly Poll ForScripts = new(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(15));

    /// <exception cref="FairleadException">A container is still there after a minute, or nobody can say whether one is.</exception>
    public static async Task CancelAsync(Run run, TimeProvider time, CancellationToken cancellationToken)
    {
        var engine = DockerEngines.For(DockerEngines.SiteOf(run));
        var containers = new DockerContainers(engine);
        try
        {
            await containers.OfAsync(run.Id, cancellationToken);
        }
        catch (FairleadException silence)
        {
            await WithoutEngineAsync(run, silence, time, cancellationToken);
            return;
        }

        await Patiently.UntilAsync(EndAsync, left => left.IsEmpty, left => StillThere(run, left[0]), time, cancellationToken);

        async Task<ImmutableArray<DockerContainer>> EndAsync()
        {
            var status = await StatusAsync(run, cancellationToken);
            var (home, left) = RunOnEngine.Of(run, await containers.OfAsync(run.Id, cancellationToken));
            if (!status.IsFinal)
                Mark(home);
            if (!left.IsEmpty)
                await StopAsync(engine, left, cancellationToken);
            return left;
        }
    }

    /// <summary>The scripts see the mark in their folder. Where they cannot say that they have ended, whoever asks once more decides.</summary>
    private static async Task WithoutEngineAsync(Run run, FairleadException silence, TimeProvider time, CancellationToken cancellationToken)
    {
        var home = DockerRunDirectory.Of(run);
        if (home.ReadEnd() is not null)
            return;
        var asked = home.ReadMarks().CancelAsked;
        Mark(home);
        if (!asked && await ForScripts.WatchAsync(() => Task.FromResult(Settled()), isSo: status => status is not null, time, cancellationToken) is null)
            throw new FairleadException(
                ExitCode.Unclear,
                $"run {run.Id} was told to end, and nobody can say whether it has: {silence.Problem}",
                "start its engine and cancel again; or cancel again without it, which gives the run up: it counts as cancelled, whatever that engine may still run",
                silence);
        home.WriteExit(DockerExit.Of(Settled() ?? new RunStatus(RunState.Cancelled, "given up", $"given up while its engine did not answer: {silence.Problem}", Finished: time.GetUtcNow()), []));

        RunStatus? Settled() => DockerStates.WithoutEngine(run.Request.Nodes, home.ReadMarks());
    }

    private static FairleadException StillThere(Run run, DockerContainer container) => new(
        ExitCode.Unclear,
        $"container {container.Name} of run {run.Id} was asked to end and is still {container.Word}",
        $"docker inspect {container.Name}; then cancel again");

    // A run that has failed already, and whose nodes are being ended for it, stays failed.
    private static void Mark(DockerRunDirectory home)
    {
        if (!home.ReadMarks().Failed)
            home.MarkCancelled();
    }

    // One that is over or gone by itself is no error: what is left is looked at again. Paused processes do not hear TERM.
    private static async Task StopAsync(ContainerEngine engine, IReadOnlyCollection<DockerContainer> containers, CancellationToken cancellationToken)
    {
        if (containers.Where(container => container.Word == "paused").Select(container => container.Id).ToArray() is { Length: > 0 } paused)
            await engine.TryAsync(["unpause", .. paused], cancellationToken);
        await engine.TryAsync(["stop", $"--time={Grace}", .. containers.Select(container => container.Id)], cancellationToken);
    }

    private static async Task<RunStatus> StatusAsync(Run run, CancellationToken cancellationToken) => (await DockerQuery.QueryAsync([run], cancellationToken))[run.Id];
}
