using Fairlead.Executors;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Logs;
using Fairlead.Executors.Submission;
using Fairlead.Jobs;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Runs;

/// <summary>Sends a rendered request exactly once and, while attached, stays until the job has its verdict.</summary>
internal sealed class SubmitCommand(PipelineOptions options, PipelineFolders folders, ExecutorSet executors, Terminal terminal, TimeProvider time)
{
    private readonly RunLedger ledger = new(folders.Runs, time);
    private readonly RunStatuses statuses = new(executors);

    public async Task RunAsync(RecipePlan plan, JobRequest request, Payload payload, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var executor = executors[request.Executor];
        var submitter = new Submitter(ledger, executor, time);
        var submitted = await submitter.SubmitAsync(request, plan.Job.Profile, payload, options.Resubmit, new Progress<SubmitStep>(), cancellationToken);
        var known = await statuses.OfAsync(submitted.Run, cancellationToken);
        Report(plan, request, submitted, known, time.GetElapsedTime(started));

        if (!known.Status.IsFinal && (options.Attach ?? executor.EndsWithLauncher))
            known = await StayAsync(executor, submitted.Run, cancellationToken);
        if (known.Status.IsFinal)
            await executor.CollectAsync(known.Run, cancellationToken);

        Conclude(known);
    }

    private async Task<KnownRun> StayAsync(IExecutor executor, Run run, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var line in executor.ReadLogsAsync(run, new LogQuery(Follow: true), cancellationToken))
                terminal.Progress(line.ToString());
        }
        catch (OperationCanceledException) when (executor.EndsWithLauncher)
        {
            terminal.Progress($"cancelling run {run.Id}");
            await executor.CancelAsync(run, CancellationToken.None);
        }

        return await statuses.OfAsync(run, CancellationToken.None);
    }

    private void Report(RecipePlan plan, JobRequest request, SubmittedRun submitted, KnownRun known, TimeSpan elapsed)
    {
        var adopted = submitted.Outcome == SubmitOutcome.Adopted;
        var reason = adopted ? $"run {known.Run.Id} {known.Status.State.Name()}" : $"run {known.Run.Id}";
        terminal.Progress(StageReport.Line(adopted ? "hit" : "ran", "submit", plan.Subject, request.Key, elapsed, reason));
    }

    private void Conclude(KnownRun known)
    {
        var results = JobResults.ReadFrom(known.Run);
        if (options.Json)
            terminal.Result(RunText.Json(known, results));
        else
            Print(known, results);
        if (known.Status.IsFinal)
            Verdict.Require(known.Run, known.Status, folders);
    }

    private void Print(KnownRun known, JobResults? results)
    {
        if (results?.Summary is { } summary)
            terminal.Result(summary);
        terminal.Result(RunText.Line(known));
        foreach (var command in FollowUp.Commands(known.Run, folders))
            terminal.Result(command);
    }
}
