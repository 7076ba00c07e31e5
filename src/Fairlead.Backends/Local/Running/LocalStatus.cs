using Fairlead.Runs;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Local.Running;

/// <summary>Decides a local run's state from what its directory says and whether a process of it lives.</summary>
internal static class LocalStatus
{
    /// <param name="claimed">Asked for before <paramref name="alive"/>: a job that started in between has processes that were not seen.</param>
    /// <param name="alive">Asked for before the directory is read: a job that ended in between has left its exit record.</param>
    public static RunStatus Of(RunFolder directory, bool claimed, bool alive)
    {
        if (directory.ReadEnd() is { } end)
            return end;
        if (alive)
            return new RunStatus(RunState.Running, "running");
        if (directory.OtherHost is { } host)
            return new RunStatus(RunState.Unknown, "elsewhere", $"it was started on {host}, and only there can be seen whether it lives: ask there; if that machine is gone for good, remove {directory.LauncherMark}");
        if (directory.IsCancelMarked)
            return new RunStatus(RunState.Cancelled, "cancelled");
        return claimed
            ? new RunStatus(RunState.Failed, "vanished", $"its processes are gone and left no exit record: {directory.Launchers.LastWords() ?? "they were killed, or the machine restarted"}")
            : new RunStatus(RunState.Queued, "not started");
    }
}
