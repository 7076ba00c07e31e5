using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>
/// Prepares data where it stays: as a run like any other, which is submitted and not waited for. The job that needs the data starts
/// after it, by the backend's own means.
/// </summary>
internal sealed class SubmittedPreparation(RunLedger ledger, BackendMap backends, Terminal terminal, TimeProvider time)
{
    private readonly RunStatuses statuses = new(backends);

    public bool IsFor(RecipePlan plan) => backends.Of(plan.Job.Executor).Executor.KeepsArtifacts;

    /// <summary>The run that a job is submitted after: where the backend does not order runs, once it has succeeded.</summary>
    /// <exception cref="FairleadException">It has failed.</exception>
    public async Task<Run> ReadyAsync(RecipePlan plan, KnownRun known, CancellationToken cancellationToken)
    {
        var executor = backends.Of(plan.Job.Executor).Executor;
        if (executor.OrdersRuns)
            return known.Run;
        if (!known.Status.IsFinal)
        {
            await foreach (var line in ProgressBars.FollowAsync(executor, known.Run, terminal, time, cancellationToken))
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
    public async Task<KnownRun> SubmitAsync(RecipePlan plan, RecipeStages stages, bool again, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var request = await stages.RenderAsync(plan, cancellationToken);
        var payload = await stages.PayloadAsync(plan, cancellationToken);
        var submitter = new Submitter(ledger, backends.Of(plan.Job.Executor).Executor, time);
        var submitted = await SubmitAsync(again);
        var known = await statuses.OfAsync(submitted.Run, cancellationToken);
        if (known.Status.State is RunState.Failed or RunState.Cancelled && submitted.Outcome == SubmitOutcome.Adopted)
        {
            submitted = await SubmitAsync(anew: true);
            known = await statuses.OfAsync(submitted.Run, cancellationToken);
        }

        var word = submitted.Outcome == SubmitOutcome.Adopted ? "hit" : "ran";
        terminal.Progress(StageReport.Line(word, PrepareStage.Name, plan.Subject, request.Key, time.GetElapsedTime(started), $"run {known.Run.Id} {known.Status.State.Name()}"));
        return known;

        Task<SubmittedRun> SubmitAsync(bool anew) =>
            submitter.SubmitAsync(request, SubmitTarget.Of(plan.Job, backends.Of(plan.Job.Executor), Environment.GetEnvironmentVariable), payload, anew, cancellationToken);
    }
}
