using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Runs.Submission;

/// <summary>How a run came to be reported.</summary>
public enum SubmitOutcome
{
    /// <summary>This launcher started the job.</summary>
    Submitted,

    /// <summary>An earlier launcher had started it.</summary>
    Adopted,
}

/// <summary>A run that the backend has, and who brought it there.</summary>
public sealed record SubmittedRun(Run Run, SubmitOutcome Outcome);

/// <summary>Submits a request exactly once, whoever asks, however often, and wherever a launcher dies.</summary>
public sealed class Submitter(RunLedger ledger, IExecutor executor, TimeProvider time)
{
    /// <summary>Is told of each step once it is done.</summary>
    public IProgress<SubmitStep> Progress { get; init; } = new Progress<SubmitStep>();

    /// <exception cref="FairleadException">The executor refuses, or the ledger cannot be written; the same command, run again, completes what was begun.</exception>
    /// <param name="resubmit">Make one more attempt at a request that was submitted before.</param>
    public async Task<SubmittedRun> SubmitAsync(
        JobRequest request,
        SubmitTarget target,
        Payload payload,
        bool resubmit,
        CancellationToken cancellationToken)
    {
        try
        {
            return await SettleAsync(request, target, payload, resubmit, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"the run cannot be written below {ledger.Root}: {exception.Message}",
                "free space there or make it writable, or choose another folder with --runs-root; then run the same command again",
                exception);
        }
    }

    private async Task<SubmittedRun> SettleAsync(
        JobRequest request,
        SubmitTarget target,
        Payload payload,
        bool resubmit,
        CancellationToken cancellationToken)
    {
        using var heldWhileSubmitting = await ledger.LockAsync(request.Name, cancellationToken);
        Progress.Report(SubmitStep.Locked);

        var latest = ledger.Latest(request.Name);
        var submitted = latest is { BackendId: not null };
        if (submitted && !resubmit)
            return new SubmittedRun(latest!, SubmitOutcome.Adopted);

        var begun = latest is not null && !submitted ? latest : null;
        var run = begun is null ? ledger.Begin(request, target, attempt: (latest?.Attempt ?? 0) + 1) : Reopened(begun);
        Progress.Report(SubmitStep.IntentRecorded);

        var found = await FindAsync(run, isNew: begun is null, cancellationToken);
        var backendId = found ?? await StartAsync(new Delivery(run, request, payload) { Progress = Progress }, cancellationToken);
        Progress.Report(SubmitStep.Started);

        run = RunLedger.Save(run with { BackendId = backendId, Submitted = time.GetUtcNow() });
        Progress.Report(SubmitStep.Recorded);
        return new SubmittedRun(run, found is null ? SubmitOutcome.Submitted : SubmitOutcome.Adopted);
    }

    // It was refused; whatever comes of this try, that no longer counts.
    private static Run Reopened(Run run) => run.Final is null ? run : RunLedger.Save(run with { Final = null });

    private async Task<string> StartAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await executor.SubmitAsync(delivery, cancellationToken);
        }
        catch (FairleadException refusal) when (refusal.ExitCode == ExitCode.SubmissionRefused)
        {
            Record(delivery.Run, refusal);
            throw;
        }
    }

    // Else it would seem to wait. That it cannot be recorded is no reason to hide why it was refused.
    private static void Record(Run run, FairleadException refusal)
    {
        try
        {
            RunLedger.Save(run with { Final = new RunStatus(RunState.Failed, "refused", $"{refusal.Problem}; the same command, run again, tries again") });
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
        }
    }

    // A backend that cannot even be asked has got nothing: there is no run to come back to.
    private async Task<string?> FindAsync(Run run, bool isNew, CancellationToken cancellationToken)
    {
        try
        {
            return await executor.FindAsync(run, cancellationToken);
        }
        catch (FairleadException) when (isNew)
        {
            ledger.Remove(run);
            throw;
        }
    }
}
