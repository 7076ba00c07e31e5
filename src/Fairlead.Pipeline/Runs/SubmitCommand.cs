using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Planning;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;
using Fairlead.Stages;

namespace Fairlead.Pipeline.Runs;

/// <summary>Sends a rendered request exactly once and, while attached, stays until the job has its verdict.</summary>
internal sealed class SubmitCommand(PipelineOptions options, PipelineSession session, Attendance attendance, Terminal terminal, TimeProvider time)
{
    public async Task RunAsync(RecipePlan plan, JobRequest request, Payload payload, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var executor = session.Backends.Of(request.Executor).Executor;
        var submitter = new Submitter(session.Ledger, executor, time);
        var submitted = await submitter.SubmitAsync(request, SubmitTarget.Of(plan.Job, session.Backends.Of(plan.Job.Executor), Environment.GetEnvironmentVariable), payload, options.Resubmit, cancellationToken);
        var known = await new RunStatuses(session.Backends).OfAsync(submitted.Run, cancellationToken);
        Report(plan, request, submitted, known, time.GetElapsedTime(started));
        await attendance.AttendAsync(known, options.Attach ?? executor.EndsWithLauncher, collect: true, cancellationToken);
    }

    private void Report(RecipePlan plan, JobRequest request, SubmittedRun submitted, KnownRun known, TimeSpan elapsed)
    {
        var adopted = submitted.Outcome == SubmitOutcome.Adopted;
        var reason = adopted ? $"run {known.Run.Id} {known.Status.State.Name()}" : $"run {known.Run.Id}";
        terminal.Progress(StageReport.Line(adopted ? "hit" : "ran", "submit", plan.Subject, request.Key, elapsed, reason));
    }
}
