using Fairlead.Primitives;
using Fairlead.Stages.Caching;

namespace Fairlead.Stages;

/// <summary>Runs stages whose result is not recorded yet, and says in one line each what it did and why.</summary>
/// <param name="ignoreRecorded">Runs every stage (<c>--no-cache</c>); results are recorded all the same.</param>
public sealed class StageRunner(StageCache cache, Terminal terminal, TimeProvider time, bool ignoreRecorded = false)
{
    /// <summary>Gives the recorded result for these inputs, or runs the body and records what it wrote.</summary>
    /// <exception cref="FairleadException">The cache cannot be used, the disk is full, or the body failed so. Whatever the body throws passes through; nothing is then recorded.</exception>
    public async Task<StageResult> RunAsync(StageInputs inputs, StageBody body, CancellationToken cancellationToken = default)
    {
        var started = time.GetTimestamp();
        var attempt = new StageAttempt(cache, inputs, ignoreRecorded);
        try
        {
            var (entry, outcome) = await attempt.RunAsync(body, () => terminal.Progress(StageReport.Waiting(inputs)), cancellationToken);
            var elapsed = time.GetElapsedTime(started);
            var reason = outcome == StageOutcome.Ran ? attempt.Reason : null;
            terminal.Progress(StageReport.Line(outcome == StageOutcome.Ran ? "ran" : "hit", inputs, elapsed, reason));
            return new StageResult(inputs.Stage, inputs.Key, outcome, entry.Outputs, entry.OutputDigest, elapsed, reason);
        }
        catch
        {
            terminal.Progress(StageReport.Line("failed", inputs, time.GetElapsedTime(started), attempt.Reason));
            throw;
        }
    }
}
