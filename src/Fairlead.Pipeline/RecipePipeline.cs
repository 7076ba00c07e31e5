using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Guidance;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;

namespace Fairlead.Pipeline;

/// <summary>Answers the targets of the build, one method each.</summary>
/// <param name="root">The project's root.</param>
public sealed class RecipePipeline(PipelineOptions options, string root, Terminal terminal) : IPipeline
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(14);
    private readonly TimeProvider time = TimeProvider.System;
    private readonly PipelineSession session = new(options, root, terminal, TimeProvider.System);

    public async Task PrepareAsync(StageName? stage, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(stage, cancellationToken);
        foreach (var producer in plan.Producers.Values)
        {
            var run = await session.Stages.PrepareAsync(producer, cancellationToken);
            if (run is not null && options.AsksFor("Prep"))
                await Attending().AttendAsync(run, options.Attach ?? false, collect: false, cancellationToken);
        }
    }

    public async Task PackageAsync(StageName? stage, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(stage, cancellationToken);
        var package = await session.Stages.PackageAsync(plan, cancellationToken);
        if (options.AsksFor("PackageSource"))
            PackageReport.Print(plan, package, session.Cache, options.Json, terminal);
    }

    public async Task RenderAsync(StageName? stage, CancellationToken cancellationToken)
    {
        var request = await session.Stages.RenderAsync(await PlanAsync(stage, cancellationToken), cancellationToken);
        if (options.AsksFor("Render"))
            RenderedRequest.Show(request, session.Folders, terminal);
    }

    public async Task SubmitAsync(StageName? stage, CancellationToken cancellationToken)
    {
        if (options.Attach == false && options.AsksFor("SubmitPipe"))
            throw FairleadException.Usage("SubmitPipe waits for pretraining before it submits fine-tuning; it cannot detach", "leave --detach out, or submit the stages one by one");
        var plan = await PlanAsync(stage, cancellationToken);
        var request = await session.Stages.RenderAsync(plan, cancellationToken);
        var payload = await session.Stages.PayloadAsync(plan, cancellationToken);
        await new SubmitCommand(options, session, Attending(), terminal, time).RunAsync(plan, request, payload, cancellationToken);
    }

    public async Task SquashImagesAsync(CancellationToken cancellationToken)
    {
        var job = session.Planner.Resolve(RecipeChoice.ToLookAt(options));
        await new SquashCommand(options, session.Hosts, terminal).RunAsync(job, cancellationToken);
    }

    public Task ListRunsAsync(CancellationToken cancellationToken) => Runs().ListAsync(cancellationToken);

    public Task ShowStatusAsync(CancellationToken cancellationToken) => Runs().ShowStatusAsync(cancellationToken);

    public Task ShowLogsAsync(CancellationToken cancellationToken) => Runs().ShowLogsAsync(cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken) => Runs().CancelAsync(cancellationToken);

    public Task CollectAsync(CancellationToken cancellationToken) => Runs().CollectAsync(cancellationToken);

    public async Task ExplainAsync(CancellationToken cancellationToken)
    {
        var plan = await session.PlanAsync(RecipeChoice.ToLookAt(options), cancellationToken);
        await new ExplainCommand(session.Cache, session.Stages, session.Ledger, terminal).RunAsync(plan, options.Json, cancellationToken);
    }

    public void ShowCache()
    {
        var info = session.Cache.Info();
        terminal.Result((options.Json ? info.ToJson() : info.ToText()).TrimEnd());
    }

    public void PruneCache() => terminal.Result(session.Cache.Prune(KeptUnused).ToText().TrimEnd());

    public Task DiagnoseAsync(CancellationToken cancellationToken) => Guidance().DiagnoseAsync(cancellationToken);

    public void Validate() => Guidance().Validate();

    public void InitProfile() => Guidance().InitProfile();

    public void ListRecipes() => Guidance().ListRecipes();

    public void ShowJob() => Guidance().ShowJob();

    private Task<RecipePlan> PlanAsync(StageName? stage, CancellationToken cancellationToken) =>
        session.PlanAsync(RecipeChoice.Of(options, stage), cancellationToken);

    private GuidanceCommands Guidance() => new(options, session, root, terminal);

    private Attendance Attending() => new(options, session.Folders, session.Executors, terminal);

    private RunCommands Runs() => new(options, session.Folders, session.Executors, terminal, time);

}
