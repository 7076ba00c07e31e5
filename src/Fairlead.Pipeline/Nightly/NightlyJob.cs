using System.Diagnostics;
using Fairlead.Images.Building;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;

namespace Fairlead.Pipeline.Nightly;

/// <summary>One job of a night: submitted as any other, attended to its end, and measured.</summary>
internal sealed class NightlyJob(PipelineOptions options, string root, Terminal terminal, TimeProvider time)
{
    public async Task<NightlyResult> RunAsync(string recipe, CancellationToken cancellationToken)
    {
        // Results belong to the whole night; what a single job says is progress.
        var aside = terminal with { Out = terminal.Error };
        var session = new PipelineSession(options with { Json = false }, root, aside, time);
        var started = Stopwatch.GetTimestamp();
        string? name = null;
        try
        {
            var plan = await session.PlanAsync(recipe, MissingBase.Pull, cancellationToken);
            var request = await session.Stages.RenderAsync(plan, cancellationToken);
            var payload = await session.Stages.PayloadAsync(plan, cancellationToken);
            var attendance = new Attendance(options with { Json = false }, session.Folders, session.Backends, aside, time);
            // Before this the latest run of that name is another night's.
            name = request.Name;
            started = Stopwatch.GetTimestamp();
            await new SubmitCommand(options, session, attendance, aside, time).RunAsync(plan, request, payload, cancellationToken);
            return Result(null);
        }
        catch (FairleadException exception) when (exception.ExitCode != ExitCode.Cancelled)
        {
            return Result(exception.Problem);
        }

        NightlyResult Result(string? problem)
        {
            var run = name is null ? null : session.Ledger.Latest(name);
            var loss = run is null ? null : JobResults.ReadFrom(run)?.Loss;
            return NightlyResult.Of(recipe, run?.Id, loss, Stopwatch.GetElapsedTime(started).TotalSeconds, problem);
        }
    }
}
