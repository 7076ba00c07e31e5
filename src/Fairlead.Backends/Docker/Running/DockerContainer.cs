using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Docker.Running;

/// <summary>One node's container, as the engine tells of it.</summary>
/// <param name="Image">The id of what it was made from.</param>
/// <param name="Directory">The run folder on the host.</param>
/// <param name="Word">The engine's word for its state: created, running, paused, restarting, removing, exited, dead.</param>
/// <param name="OutOfMemory">A process in it was ended for want of memory.</param>
/// <param name="Error">What kept the engine from starting it.</param>
internal sealed record DockerContainer(
    string Id,
    string Name,
    string Image,
    string Run,
    int Node,
    string Directory,
    string Word,
    int ExitCode,
    bool OutOfMemory,
    string Error,
    DateTimeOffset? Finished)
{
    private const string Created = "created";

    public bool IsCreated => Word is Created or "configured" or "initialized";

    /// <summary>Its processes have ended, after they had begun.</summary>
    public bool HasEnded => Word is "exited" or "stopped" or "dead";

    /// <summary>The name of a node's container. Names are unique in an engine: of any number of launchers one makes it.</summary>
    public static string NameOf(Run run, int node) => string.Create(CultureInfo.InvariantCulture, $"{run.Name}-{run.Attempt}-{node}");

    /// <param name="inspected">What the client's <c>container inspect</c> prints of one.</param>
    /// <returns>Null: it is none of Fairlead's.</returns>
    public static DockerContainer? Of(InspectedContainer inspected)
    {
        var (labels, state) = (inspected.Config.Labels ?? ImmutableDictionary<string, string>.Empty, inspected.State);
        return labels.GetValueOrDefault(DockerLabels.Run) is { } run
            && labels.GetValueOrDefault(DockerLabels.Directory) is { } directory
            && int.TryParse(labels.GetValueOrDefault(DockerLabels.Node), NumberStyles.None, CultureInfo.InvariantCulture, out var node)
            ? new DockerContainer(
                inspected.Id,
                inspected.Name.TrimStart('/'),
                inspected.Image,
                run,
                node,
                directory,
                state.Status,
                state.ExitCode,
                state.OutOfMemory ?? false,
                state.Error ?? "",
                DateTimeOffset.TryParse(state.FinishedAt, CultureInfo.InvariantCulture, out var finished) && finished.Year > 1 ? finished : null)
            : null;
    }
}
