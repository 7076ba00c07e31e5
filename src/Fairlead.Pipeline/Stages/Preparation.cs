using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Submission;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Stages;

/// <summary>
/// Prepares data by running the preparation recipe as a job, in a ledger beside the cache: a launcher killed in the middle
/// finds the same job again. When it has succeeded its output is the stage's, and its run folder goes; that of one that has not goes with the next attempt.
/// </summary>
internal sealed class Preparation(PipelineFolders folders, BackendMap backends, Terminal terminal, TimeProvider time)
{
    private const int LogTail = 20;

    public StageBody BodyOf(RecipePlan plan, RecipeStages stages) => async (output, cancellationToken) =>
    {
        var executor = backends.Of(plan.Job.Executor).Executor;
        var ledger = new RunLedger(folders.Preparations, backends, time);
        var statuses = new RunStatuses(backends);
        var request = await stages.RenderAsync(plan, cancellationToken);
        var payload = await stages.PayloadAsync(plan, cancellationToken);
        var submitter = new Submitter(ledger, executor, time);
        var run = await SubmitAsync(resubmit: false);
        if ((await statuses.OfAsync(run, cancellationToken)).Status.State is RunState.Failed or RunState.Cancelled)
        {
            var ended = run;
            run = await SubmitAsync(resubmit: true);
            ledger.Remove(ended);
        }

        try
        {
            await foreach (var line in ProgressBars.FollowAsync(executor, run, terminal, time, cancellationToken))
                terminal.Progress($"  {plan.Job.Recipe.Name}: {line.Text}");
        }
        catch (OperationCanceledException exception)
        {
            await executor.CancelAsync(run, CancellationToken.None);
            throw new FairleadException(ExitCode.Cancelled, $"{plan.Job.Recipe.Name} was cancelled; nothing of it is recorded", "the same command starts it again", exception);
        }

        var status = (await statuses.OfAsync(run, cancellationToken)).Status;
        if (status.State != RunState.Succeeded)
            throw FairleadException.Stage($"{plan.Job.Recipe.Name} failed: {status.Reason}", $"tail -n {LogTail} {ShellWord.Quote(Path.Combine(run.Directory, "logs"))}/*.log");
        await executor.CollectAsync(run, cancellationToken);
        FolderCopy.Copy(run.OutputDirectory, output);
        ledger.Remove(run);

        async Task<Run> SubmitAsync(bool resubmit)
        {
            try
            {
                return (await submitter.SubmitAsync(request, SubmitTarget.Of(plan.Job, backends.Of(plan.Job.Executor), Environment.GetEnvironmentVariable), payload, resubmit, cancellationToken)).Run;
            }
            catch (FairleadException exception) when (exception is { ExitCode: ExitCode.SubmissionRefused, InnerException: IOException or UnauthorizedAccessException })
            {
                throw FairleadException.Stage($"{plan.Job.Recipe.Name} cannot be started: {exception.Problem}", "free space there or make it writable, or choose another folder with --cache-root", exception);
            }
        }
    };
}
