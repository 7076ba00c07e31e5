using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Runs;

namespace Fairlead.Backends.Docker.Running.Observing;

/// <summary>How a run ended whose containers have.</summary>
internal static class DockerEnds
{
    private const int SignalBase = 128;
    private const int EndOfSignals = 193;

    public static RunStatus Of(int nodes, DockerMarks marks, ImmutableArray<DockerContainer> containers)
    {
        var finished = containers.Max(container => container.Finished);
        if (Enumerable.Range(0, nodes).All(node => marks.Ended.GetValueOrDefault(node, -1) == 0))
            return new RunStatus(RunState.Succeeded, "exited 0", ExitCode: 0, Finished: finished);
        if (marks.CancelAsked)
            return new RunStatus(RunState.Cancelled, "cancelled", Finished: finished);
        var told = marks.Failure?.Status ?? marks.Damaged?.Status;
        if (containers.FirstOrDefault(container => container.OutOfMemory) is { } starved)
            return OutOfMemory(starved, told) with { Finished = finished };
        return (told ?? FirstBad(nodes, marks, containers)) with { Finished = finished };
    }

    private static RunStatus OutOfMemory(DockerContainer container, RunStatus? told)
    {
        const string remedy = "raise --memory in docker_args, or take it away";
        return told is null
            ? new RunStatus(RunState.Failed, Word(container), $"{Container(container)} reached its limit on memory: {remedy}", container.ExitCode)
            : told with { Reason = $"{told.Reason}: {Container(container)} reached its limit on memory; {remedy}" };
    }

    // Scripts that ended orderly did so because of one that could not.
    private static RunStatus FirstBad(int nodes, DockerMarks marks, ImmutableArray<DockerContainer> containers)
    {
        var node = Enumerable.Range(0, nodes).OrderBy(marks.Ended.ContainsKey).First(node => marks.Ended.GetValueOrDefault(node, -1) != 0);
        if (containers.FirstOrDefault(container => container.Node == node) is not { } container)
            return marks.Ended.TryGetValue(node, out var left)
                ? new RunStatus(RunState.Failed, Exited(left), Script(node, left, marks), left)
                : new RunStatus(RunState.Failed, "gone", $"the container of node {Text(node)} was removed by somebody else");
        if (marks.Ended.TryGetValue(node, out var code))
            return new RunStatus(RunState.Failed, Word(container), Script(node, code, marks), code);
        return new RunStatus(RunState.Failed, Word(container), $"{Container(container)} {Cause(container, marks.Started.Contains(node))}", container.ExitCode);
    }

    private static string Cause(DockerContainer container, bool started)
    {
        if (container.Error.Length > 0)
            return $"could not go on: {container.Error}";
        if (container.ExitCode is > SignalBase and < EndOfSignals)
            return $"was ended by signal {Text(container.ExitCode - SignalBase)} from outside: docker kill, or the machine was short of memory";
        return started
            ? $"ended without a word (exit code {Text(container.ExitCode)}): the engine or the machine was restarted"
            : $"ended with exit code {Text(container.ExitCode)} before its script began";
    }

    private static string Script(int node, int code, DockerMarks marks) =>
        $"the script of node {Text(node)} ended with exit code {Text(code)}{(marks.Words.TryGetValue(node, out var words) ? $": {words}" : "")}";

    private static string Container(DockerContainer container) => $"the container of node {Text(container.Node)}";

    private static string Word(DockerContainer container) => container.HasEnded ? Exited(container.ExitCode) : container.Word;

    private static string Exited(int code) => $"exited {Text(code)}";

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
