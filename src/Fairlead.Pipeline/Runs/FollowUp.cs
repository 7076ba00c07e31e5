using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Runs;

/// <summary>The three commands to come back to a run, ready to paste.</summary>
internal static class FollowUp
{
    private static readonly string[] Targets = ["Status", "Logs", "Cancel"];

    public static IEnumerable<string> Commands(Run run, PipelineFolders folders) =>
        Targets.Select(target => $"  {Command(target, run, folders)}");

    public static string Command(string target, Run run, PipelineFolders folders) =>
        $"./build.sh --target={target} --run={run.Id}{(folders.HasOwnRuns ? $" --runs-root={ShellWord.Quote(folders.Runs)}" : "")}";
}
