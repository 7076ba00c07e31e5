using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Runs;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>Decides a run's state from what the engine and the run's folder say.</summary>
internal static class DockerStates
{
    /// <summary>The backend's word for a run while its engine does not answer.</summary>
    public const string NoAnswer = "no answer";

    /// <param name="nodes">Of the job: as many containers as it had or will have.</param>
    public static RunStatus Of(int nodes, DockerMarks marks, ImmutableArray<DockerContainer> containers)
    {
        if (containers.IsEmpty)
            return WithoutContainers(nodes, marks);
        if (containers.FirstOrDefault(container => !container.IsCreated && !container.HasEnded) is { } alive)
            return Alive(alive);
        if (marks.CancelAsked || IsOver(marks))
            return DockerEnds.Of(nodes, marks, containers);
        if (containers.FirstOrDefault(container => container.IsCreated) is { } created)
            return new RunStatus(RunState.Queued, created.Word, created.Error.Length > 0 ? created.Error : "its containers are made and not started: the same command, run again, starts them");
        return containers.Length < nodes && marks.Ended.Count < nodes ? Gone(nodes, containers.Length) : DockerEnds.Of(nodes, marks, containers);
    }

    /// <summary>What the folder alone proves: no script begins once the run is cancelled, and those that began have said how they ended. Null: too little.</summary>
    public static RunStatus? WithoutEngine(int nodes, DockerMarks marks) =>
        marks.Ended.Count == nodes || (marks.CancelAsked && marks.Started.All(marks.Ended.ContainsKey)) ? DockerEnds.Of(nodes, marks, []) : null;

    /// <summary>A container has ended badly, and the scripts of the other nodes do not know it yet.</summary>
    public static bool MustEnd(DockerMarks marks, ImmutableArray<DockerContainer> containers) =>
        !marks.Failed && containers.Any(container => container.HasEnded && marks.Ended.GetValueOrDefault(container.Node, -1) != 0) && containers.Any(container => !container.HasEnded);

    private static bool IsOver(DockerMarks marks) => marks.Failed || marks.Ended.Values.Any(code => code != 0);

    private static RunStatus Alive(DockerContainer container) => container.Word switch
    {
        "running" or "removing" or "stopping" => new RunStatus(RunState.Running, container.Word),
        "paused" => new RunStatus(RunState.Running, container.Word, $"paused: docker unpause {container.Name} lets it go on"),
        "restarting" => new RunStatus(RunState.Starting, container.Word),
        var word => new RunStatus(RunState.Unknown, word, $"the engine says '{word}' of container {container.Name}"),
    };

    private static RunStatus WithoutContainers(int nodes, DockerMarks marks)
    {
        if (marks.Ended.Count == nodes || marks.Damaged is not null)
            return DockerEnds.Of(nodes, marks, []);
        if (marks.CancelAsked)
            return new RunStatus(RunState.Cancelled, "cancelled");
        return marks.Started.IsEmpty
            ? new RunStatus(RunState.Queued, "not submitted", "not submitted: the same command, run again, submits it; Cancel gives it up")
            : Gone(nodes, 0);
    }

    private static RunStatus Gone(int nodes, int found) => new(
        RunState.Unknown,
        "gone",
        string.Create(CultureInfo.InvariantCulture, $"the engine has {found} of its {nodes} containers: somebody removed the others, or another engine answers than the one it was given to; Cancel gives it up"));
}
