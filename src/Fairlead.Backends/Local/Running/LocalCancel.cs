using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Local.Running;

/// <summary>Ends a local job with everything it started.</summary>
internal static class LocalCancel
{
    // The launch script gives members ten seconds between TERM and KILL; past this, the rest is ours to end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(12);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    public static async Task CancelAsync(LocalRunDirectory directory, Func<RunStatus> status, TimeProvider time, CancellationToken cancellationToken)
    {
        if (directory.TryClaim())
        {
            directory.MarkCancelled();
            return;
        }

        // A job that has ended by itself stays as it ended, but what it left behind goes.
        if (!status().IsFinal)
            directory.MarkCancelled();
        var start = time.GetTimestamp();
        for (var signal = LibC.Terminate; ;)
        {
            var processes = LocalProcesses.ByRunDirectory()[directory.Root].ToList();
            if (processes.Count == 0)
                return;
            var elapsed = time.GetElapsedTime(start);
            if (elapsed > Patience)
                throw new FairleadException(ExitCode.Unclear, $"processes {string.Join(", ", processes)} survive KILL", "look at them with ps -o stat,wchan -p");
            if (elapsed > Grace)
                signal = LibC.Kill;
            if (signal != 0)
                processes.ForEach(process => LibC.Signal(process, signal));
            signal = 0;
            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}
