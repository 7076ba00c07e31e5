using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Runs;

/// <summary>The commands to come back to a run, ready to paste.</summary>
internal static class FollowUp
{
    /// <summary>Those that make sense as it stands.</summary>
    public static IEnumerable<string> Commands(KnownRun known, PipelineFolders folders)
    {
        string[] targets = known.Status.State switch
        {
            RunState.Succeeded => ["Collect", "Logs"],
            RunState.Failed or RunState.Cancelled => ["Logs"],
            _ => ["Status", "Logs", "Cancel"],
        };
        var commands = targets.Select(target => $"  {Command(target, known.Run, folders)}");
        return known.Status.IsFinal ? commands.Append("  the same command with --resubmit runs it again") : commands;
    }

    public static string Command(string target, Run run, PipelineFolders folders) =>
        $"./build.sh --target={target} --run={run.Id}{(folders.HasOwnRuns ? $" --runs-root={ShellWord.Quote(folders.Runs)}" : "")}";
}
