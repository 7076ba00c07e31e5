using Fairlead.Pipeline.Runs;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Tests.Runs;

public sealed class ComingBackToRuns
{
    [TestCase(RunState.Running, "Status Logs Cancel", false)]
    [TestCase(RunState.Queued, "Status Logs Cancel", false)]
    [TestCase(RunState.Succeeded, "Collect Logs", true)]
    [TestCase(RunState.Failed, "Logs", true)]
    [TestCase(RunState.Cancelled, "Logs", true)]
    public void Only_what_makes_sense_is_offered(RunState state, string targets, bool again)
    {
        var folders = new PipelineFolders("/p", "/p/.fairlead/cache", "/p/.fairlead/runs", "/p/recipes", "/p");
        var lines = FollowUp.Commands(new KnownRun(Run, new RunStatus(state, "")), folders).ToList();
        Assert.That(lines.Take(targets.Split(' ').Length), Is.EqualTo(targets.Split(' ').Select(target => $"  ./build.sh --target={target} --run=nano3-sft-1")));
        Assert.That(lines.Any(line => line.Contains("--resubmit", StringComparison.Ordinal)), Is.EqualTo(again));
    }

    private static Run Run { get; } = SampleRun.Of("nano3-sft-1", "/p/.fairlead/runs/nano3-sft-1");
}
