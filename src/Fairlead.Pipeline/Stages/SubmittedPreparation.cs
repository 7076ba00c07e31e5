using Fairlead.Executors;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Logs;
using Fairlead.Executors.Submission;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>
/// Prepares data where it stays: as a run like any other, which is submitted and not waited for. The job that needs the data starts
/// after it, by the backend's own means.
/// </summary>
internal sealed class SubmittedPreparation(RunLedger ledger, ExecutorSet executors, bool resubmit, Terminal terminal, TimeProvider time)
{
    private readonly RunStatuses statuses = new(executors);

    public bool IsFor(RecipePlan plan) => executors[plan.Job.Executor].KeepsArtifacts;

    /// <summary>The run that a job is submitted after: where the backend does not order runs, once it has succeeded.</summary>
    /// <exception cref="FairleadException">It has failed.</exception>
    public async Task<Run> ReadyAsync(RecipePlan plan, KnownRun known, CancellationToken cancellationToken)
    {
        var executor = executors[plan.Job.Executor];
        if (executor.OrdersRuns)
            return known.Run;
        if (!known.Status.IsFinal)
        {
            await foreach (var line in executor.ReadLogsAsync(known.Run, new LogQuery(Follow: true), cancellationToken))
                terminal.Progress($"  {plan.Job.Recipe.Name}: {line.Text}");
            known = await statuses.OfAsync(known.Run, cancellationToken);
        }

        return known.Status.State == RunState.Succeeded
            ? known.Run
            : throw FairleadException.Stage(
                $"{plan.Job.Recipe.Name}, which the job needs, is {known.Status.State.Name()}: {(known.Status.Reason.Length > 0 ? known.Status.Reason : known.Status.BackendWord)}",
                $"./build.sh --target=Logs --run={known.Run.Id}; the same command tries it once more");
    }

    /// <summary>The run that makes, or has made, the plan's artifact. One that failed before is tried once more.</summary>
    public async Task<KnownRun> SubmitAsync(RecipePlan plan, RecipeStages stages, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var request = await stages.RenderAsync(plan, cancellationToken);
        var payload = await stages.PayloadAsync(plan, cancellationToken);
        var submitter = new Submitter(ledger, executors[plan.Job.Executor], time);
        var submitted = await SubmitAsync(resubmit);
        var known = await statuses.OfAsync(submitted.Run, cancellationToken);
        if (known.Status.State is RunState.Failed or RunState.Cancelled && submitted.Outcome == SubmitOutcome.Adopted)
        {
            submitted = await SubmitAsync(again: true);
            known = await statuses.OfAsync(submitted.Run, cancellationToken);
        }

        var word = submitted.Outcome == SubmitOutcome.Adopted ? "hit" : "ran";
        terminal.Progress(StageReport.Line(word, PrepareStage.Name, plan.Subject, request.Key, time.GetElapsedTime(started), $"run {known.Run.Id} {known.Status.State.Name()}"));
        return known;

        Task<SubmittedRun> SubmitAsync(bool again) =>
            submitter.SubmitAsync(request, SubmitTargets.Of(plan.Job), payload, again, new Progress<SubmitStep>(), cancellationToken);
    }
}
