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

    /// <exception cref="FairleadException">The engine does not answer, or a container is still there after a minute.</exception>
    public static async Task CancelAsync(Run run, TimeProvider time, CancellationToken cancellationToken)
    {
        var engine = DockerEngines.For(DockerEngines.SiteOf(run));
        var containers = new DockerContainers(engine);
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
