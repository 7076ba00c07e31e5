using Fairlead.Pipeline.Arguments;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;

namespace Fairlead.Pipeline.Runs;

/// <summary>What follows a submission: while attached, the job's log until its verdict; in any case how it stands and how to come back.</summary>
internal sealed class Attendance(PipelineOptions options, PipelineFolders folders, BackendMap backends, Terminal terminal, TimeProvider time)
{
    private readonly RunStatuses statuses = new(backends);

    /// <param name="collect">Bring the output of a run that has ended.</param>
    /// <exception cref="FairleadException">The run has ended, and not well.</exception>
    public async Task AttendAsync(KnownRun known, bool attached, bool collect, CancellationToken cancellationToken)
    {
        var executor = backends.For(known.Run);
        if (!known.Status.IsFinal && attached)
            known = await StayAsync(executor, known.Run, cancellationToken);
        if (collect && known.Status.State is RunState.Succeeded or RunState.Failed && await executor.CollectAsync(known.Run, cancellationToken) is { } elsewhere)
            terminal.Progress(elsewhere);

        var results = JobResults.ReadFrom(known.Run);
        if (options.Json)
            terminal.Result(RunText.Json(known, results));
        else
            Print(known, results);
        if (known.Status.IsFinal)
            Verdict.Require(known.Run, known.Status, folders);
    }

    private async Task<KnownRun> StayAsync(IExecutor executor, Run run, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in ProgressBars.FollowAsync(executor, run, terminal, time, cancellationToken))
                terminal.Progress(line.ToString());
        }
        catch (OperationCanceledException) when (executor.EndsWithLauncher)
        {
            terminal.Progress($"cancelling run {run.Id}");
            await executor.CancelAsync(run, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            terminal.Progress($"detached: run {run.Id} goes on");
        }

        return await statuses.OfAsync(run, CancellationToken.None);
    }

    private void Print(KnownRun known, JobResults? results)
    {
        if (results?.Summary is { } summary)
            terminal.Result(summary);
        terminal.Result(RunText.Line(known));
        foreach (var command in FollowUp.Commands(known, folders))
            terminal.Result(command);
    }
}
