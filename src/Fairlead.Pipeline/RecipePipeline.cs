using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Emulation;
using Fairlead.Pipeline.Guidance;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Nightly;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;
using Fairlead.Recipes;

namespace Fairlead.Pipeline;

/// <summary>Answers the targets of the build, one method each.</summary>
/// <param name="root">The project's root.</param>
public sealed class RecipePipeline(PipelineOptions options, string root, Terminal terminal) : IPipeline
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(14);
    private readonly PipelineOptions ofImages = options.Executor is null && options.Profile is null ? options with { Executor = ExecutorKind.Docker } : options;
    private readonly TimeProvider time = TimeProvider.System;
    private readonly PipelineSession session = new(options, root, terminal, TimeProvider.System);

    public Task StartEmulatorAsync(CancellationToken cancellationToken) => Emulator.StartAsync(cancellationToken);

    public Task StopEmulatorAsync(CancellationToken cancellationToken) => Emulator.StopAsync(cancellationToken);

    public async Task PrepareAsync(StageName? stage, CancellationToken cancellationToken)
    {
        await Emulator.EnsureAsync(cancellationToken);
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
        await Emulator.EnsureAsync(cancellationToken);
        var plan = await PlanAsync(stage, cancellationToken);
        var request = await session.Stages.RenderAsync(plan, cancellationToken);
        var payload = await session.Stages.PayloadAsync(plan, cancellationToken);
        await new SubmitCommand(options, session, Attending(), terminal, time).RunAsync(plan, request, payload, cancellationToken);
    }

    public async Task BuildImageAsync(StageName? stage, CancellationToken cancellationToken)
    {
        if (options.AsksFor("Build"))
            await new BuildImagesCommand(ofImages with { Recipe = RecipeChoice.Of(options, stage) }, ImageSession, terminal).RunAsync(cancellationToken);
        else
            await session.Stages.ImageAsync(await PlanAsync(stage, cancellationToken), cancellationToken);
    }

    public Task BuildImagesAsync(CancellationToken cancellationToken)
    {
        if (options.AsksFor("BuildImages") && !options.Images.IsEmpty)
            throw FairleadException.Usage("BuildImages builds what recipes own; --image names none of them", "choose a recipe with --recipe=family/stage");
        return UsesImages ? new BuildImagesCommand(ofImages, ImageSession, terminal).RunAsync(cancellationToken) : Task.CompletedTask;
    }

    public Task SaveImagesAsync(CancellationToken cancellationToken) => UsesImages || options.AsksFor("SaveImages")
        ? new SaveImagesCommand(ofImages, ImageSession, terminal, time).RunAsync(cancellationToken)
        : Task.CompletedTask;

    public Task LoadImagesAsync(CancellationToken cancellationToken) =>
        new LoadImagesCommand(ofImages, ImageSession, terminal, time).RunAsync(cancellationToken);

    public Task PublishImagesAsync(CancellationToken cancellationToken) =>
        new PublishImagesCommand(ofImages, ImageSession, terminal, time, Console.In.ReadToEnd).RunAsync(cancellationToken);

    public Task RunNightlyAsync(CancellationToken cancellationToken) =>
        new NightlyCommand(session, options, root, terminal, time).RunAsync(cancellationToken);

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
        var (stages, images) = (session.Cache.Info(), ImageCacheInfo.Of(session.Images));
        if (!options.Json)
        {
            terminal.Result($"{stages.ToText().TrimEnd()}\n{images.ToText()}");
            return;
        }

        var json = stages.ToJson();
        json["images"] = images.ToJson();
        terminal.Result(CanonicalJson.Write(json, indented: true));
    }

    public async Task PruneCacheAsync(CancellationToken cancellationToken)
    {
        terminal.Result(session.Cache.Prune(options.MaxAge ?? KeptUnused).ToText().TrimEnd());
        terminal.Result($"images: {(await session.Images.PruneAsync(options.MaxBytes, options.MaxAge ?? KeptUnused, cancellationToken)).ToText()}");
    }

    public Task DiagnoseAsync(CancellationToken cancellationToken) => Guidance().DiagnoseAsync(cancellationToken);

    public void Validate() => Guidance().Validate();

    public void InitProfile() => Guidance().InitProfile();

    public void ListRecipes() => Guidance().ListRecipes();

    public void ShowJob() => Guidance().ShowJob();

    // Images belong to an engine of this machine, whatever the default executor is.
    private PipelineSession ImageSession => field ??= ReferenceEquals(ofImages, options) ? session : new PipelineSession(ofImages, root, terminal, time);

    // A night on another executor has no use for images.
    private bool UsesImages => options.Images.IsEmpty && (!options.AsksFor("Nightly") || session.Planner.Resolve(RecipeChoice.ToLookAt(options)).Executor == ExecutorKind.Docker);

    private EmulatorCommands Emulator => new(options, session, terminal, time);

    private Task<RecipePlan> PlanAsync(StageName? stage, CancellationToken cancellationToken) =>
        session.PlanAsync(RecipeChoice.Of(options, stage), cancellationToken);

    private GuidanceCommands Guidance() => new(options, session, root, terminal);

    private Attendance Attending() => new(options, session.Folders, session.Executors, terminal);

    private RunCommands Runs() => new(options, session.Folders, session.Executors, terminal, time);
}
