using System.Globalization;

namespace Fairlead.Executors.Local;

/// <summary>Decides a local run's state from what its directory says and whether a process of it lives.</summary>
internal static class LocalStatus
{
    private const int CannotExecute = 126;
    private const int NotFound = 127;
    private const int SignalBase = 128;

    /// <param name="claimed">Asked for before <paramref name="alive"/>: a job that started in between has processes that were not seen.</param>
    /// <param name="alive">Asked for before the directory is read: a job that ended in between has left its exit record.</param>
    public static RunStatus Of(LocalRunDirectory directory, bool claimed, bool alive)
    {
        if (directory.ReadExit() is { } exit)
            return Ended(exit);
        if (alive)
            return new RunStatus(RunState.Running, "running");
        if (directory.IsCancelMarked)
            return new RunStatus(RunState.Cancelled, "cancelled");
        return claimed
            ? new RunStatus(RunState.Failed, "vanished", "its processes are gone and left no exit record: they were killed, or the machine restarted")
            : new RunStatus(RunState.Queued, "not started");
    }

    private static RunStatus Ended(LocalExit exit)
    {
        var finished = DateTimeOffset.FromUnixTimeSeconds(exit.Finished);
        if (exit.Cancelled)
            return new RunStatus(RunState.Cancelled, "cancelled", Finished: finished);
        return exit.ExitCode == 0
            ? new RunStatus(RunState.Succeeded, "exited 0", ExitCode: 0, Finished: finished)
            : new RunStatus(RunState.Failed, $"exited {exit.ExitCode}", Reason(exit), exit.ExitCode, exit.Member, finished);
    }

    private static string Reason(LocalExit exit) => exit.ExitCode switch
    {
        CannotExecute => $"{exit.Kind} {exit.Member} could not be started: its program is not executable",
        NotFound => $"{exit.Kind} {exit.Member} could not be started: its program was not found",
        > SignalBase => $"{exit.Kind} {exit.Member} was ended by signal {(exit.ExitCode - SignalBase).ToString(CultureInfo.InvariantCulture)}",
        _ => $"{exit.Kind} {exit.Member} exited with code {exit.ExitCode}",
    };
}
