using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Local.Running;

/// <summary>Ends a local job with everything it started.</summary>
internal static class LocalCancel
{
    // The launch script gives members ten seconds between TERM and KILL; past this, the rest is ours to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);
    private static readonly Poll Patiently = new(Interval, Interval, TimeSpan.FromSeconds(30));

    public static async Task CancelAsync(RunFolder directory, Func<RunStatus> status, TimeProvider time, CancellationToken cancellationToken)
    {
        if (directory.TryClaim())
        {
            directory.MarkCancelled();
            return;
        }

        // A job that has ended by itself stays as it ended, but what it left behind goes.
        if (!status().IsFinal)
            directory.MarkCancelled();
        var (start, wasAsked) = (time.GetTimestamp(), false);
        await Patiently.UntilAsync(() => Task.FromResult(End()), processes => processes.Count == 0, Surviving, time, cancellationToken);

        List<int> End()
        {
            var processes = ProcessesOfRuns.ByRunDirectory()[directory.Root].ToList();
            if (time.GetElapsedTime(start) > Grace)
                processes.ForEach(process => LibC.Signal(process, LibC.Kill));
            else if (!wasAsked)
                processes.ForEach(process => LibC.Signal(process, LibC.Terminate));
            wasAsked = true;
            return processes;
        }
    }

    private static FairleadException Surviving(List<int> processes) =>
        new(ExitCode.Unclear, $"processes {string.Join(", ", processes)} survive KILL", "look at them with ps -o stat,wchan -p");
}
