using Fairlead.Pipeline.Nodes;
using System.Text.Json.Nodes;
using Fairlead.Backends;
using Fairlead.Images.Building;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Emulation;
using Fairlead.Pipeline.Guidance;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Nightly;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Primitives;

namespace Fairlead.Pipeline;

/// <summary>
/// What the build targets call. A stage of null means the recipe that <c>--recipe</c> names. Every method may be called again
/// in the same process, by another target of the same graph: work that is done is not done again.
/// A method that is told whether it was <c>asked</c> for shows its result then, and is quiet as a step towards another.
/// </summary>
/// <param name="root">The project's root.</param>
public sealed class RecipePipeline(PipelineOptions options, string root, Terminal terminal)
{
    private static readonly TimeSpan KeptUnused = TimeSpan.FromDays(14);
    private readonly TimeProvider time = TimeProvider.System;
    private readonly PipelineSession session = new(options, root, terminal, TimeProvider.System);

    // Images are of this machine's engine, where nothing else is said.
    private PipelineOptions OfImages => options is { Executor: null, Profile: null } ? options with { Executor = session.Backends.All.First(backend => backend is IHasEngine).Name } : options;

    /// <summary>See <see cref="PipelineSession.ReadAhead"/>.</summary>
    public void ReadAhead() => session.ReadAhead();

    public Task StartEmulatorAsync(CancellationToken cancellationToken) => Emulator.StartAsync(cancellationToken);

    public Task StopEmulatorAsync(CancellationToken cancellationToken) => Emulator.StopAsync(cancellationToken);

    public async Task PrepareAsync(StageName? stage, bool asked, CancellationToken cancellationToken)
    {
        await Emulator.EnsureAsync(cancellationToken);
        var plan = await PlanAsync(stage, MissingBase.Pull, cancellationToken);
        foreach (var producer in plan.Producers.Values)
        {
            var run = await session.Stages.PrepareAsync(producer, again: asked && options.Resubmit, cancellationToken);
            if (run is not null && asked)
                await Attending().AttendAsync(run, options.Attach ?? false, collect: false, cancellationToken);
        }
    }

    public async Task PackageAsync(StageName? stage, bool asked, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(stage, MissingBase.Refuse, cancellationToken);
        var package = await session.Stages.PackageAsync(plan, cancellationToken);
        if (asked)
            await PackageReport.PrintAsync(plan, package, session.Cache, options.Json, terminal, cancellationToken);
    }

    public async Task RenderAsync(StageName? stage, bool asked, CancellationToken cancellationToken)
    {
        var request = await session.Stages.RenderAsync(await PlanAsync(stage, MissingBase.Refuse, cancellationToken), cancellationToken);
        if (asked)
            RenderedRequest.Show(request, session.Folders, terminal);
    }

    public async Task SubmitAsync(StageName? stage, CancellationToken cancellationToken)
    {
        await Emulator.EnsureAsync(cancellationToken);
        var plan = await PlanAsync(stage, MissingBase.Pull, cancellationToken);
        var request = await session.Stages.RenderAsync(plan, cancellationToken);
        var payload = await session.Stages.PayloadAsync(plan, cancellationToken);
        await new SubmitCommand(options, session, Attending(), terminal, time).RunAsync(plan, request, payload, cancellationToken);
    }

    public Task SubmitManifestAsync(CancellationToken cancellationToken) =>
        new SubmitManifestCommand(options, session, new SubmitCommand(options, session, Attending(), terminal, time), terminal, time).RunAsync(cancellationToken);

    public async Task PublishNodeAsync(bool asked, CancellationToken cancellationToken)
    {
        var program = await session.NodeProgram.PublishAsync(cancellationToken);
        if (asked)
            terminal.Result(program);
    }

    public async Task BuildImageAsync(StageName? stage, bool asked, CancellationToken cancellationToken)
    {
        if (asked)
            await new BuildImagesCommand(OfImages with { Recipe = RecipeChoice.Of(options, stage) }, ImageSession, terminal).ShowAsync(cancellationToken);
        else
            await session.Stages.ImageAsync(await PlanAsync(stage, MissingBase.Pull, cancellationToken), cancellationToken);
    }

    public async Task BuildImagesAsync(bool asked, CancellationToken cancellationToken)
    {
        if (asked)
            await new BuildImagesCommand(OfImages, ImageSession, terminal).ShowAsync(cancellationToken);
        else if (UsesImages)
            await new BuildImagesCommand(OfImages, ImageSession, terminal).RunAsync(cancellationToken);
    }

    public Task SaveImagesAsync(bool asked, CancellationToken cancellationToken) => asked || UsesImages
        ? new SaveImagesCommand(OfImages, ImageSession, terminal, time).RunAsync(cancellationToken)
        : Task.CompletedTask;

    public Task LoadImagesAsync(CancellationToken cancellationToken) =>
        new LoadImagesCommand(OfImages, ImageSession, terminal, time).RunAsync(cancellationToken);

    public Task PublishImagesAsync(CancellationToken cancellationToken) =>
        new PublishImagesCommand(OfImages, ImageSession, terminal, time, Console.In.ReadToEnd).RunAsync(cancellationToken);

    public Task RunNightlyAsync(CancellationToken cancellationToken) =>
        new NightlyCommand(session, options, root, terminal, time).RunAsync(cancellationToken);

    public async Task SquashImagesAsync(CancellationToken cancellationToken)
    {
        var job = session.Planner.Resolve(RecipeChoice.ToLookAt(options));
        await new SquashCommand(options, session.Backends, terminal).RunAsync(job, cancellationToken);
    }

    public Task ListRunsAsync(CancellationToken cancellationToken) => Runs().ListAsync(cancellationToken);

    public Task ShowStatusAsync(CancellationToken cancellationToken) => Runs().ShowStatusAsync(cancellationToken);

    public Task ShowLogsAsync(CancellationToken cancellationToken) => Runs().ShowLogsAsync(cancellationToken);

    public Task CancelAsync(CancellationToken cancellationToken) => Runs().CancelAsync(cancellationToken);

    public Task CollectAsync(CancellationToken cancellationToken) => Runs().CollectAsync(cancellationToken);

    public async Task ExplainAsync(CancellationToken cancellationToken)
    {
        var plan = await session.PlanAsync(RecipeChoice.ToLookAt(options), MissingBase.Refuse, cancellationToken);
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
        var stages = session.Cache.Prune(options.MaxAge ?? KeptUnused);
        var images = await session.Images.PruneAsync(options.MaxBytes, options.MaxAge ?? KeptUnused, cancellationToken);
        terminal.Result(options.Json
            ? CanonicalJson.Write(new JsonObject { ["stages"] = stages.ToJson(), ["images"] = images.ToJson() }, indented: true)
            : $"{stages.ToText()}\nimages: {images.ToText()}");
    }

    public Task DiagnoseAsync(CancellationToken cancellationToken) => Guidance().DiagnoseAsync(cancellationToken);

    public void Validate() => Guidance().Validate();

    public void InitProfile() => Guidance().InitProfile();

    public void ListRecipes() => Guidance().ListRecipes();

    public void ShowJob() => Guidance().ShowJob();

    // Images belong to an engine of this machine, whatever the default executor is.
    private PipelineSession ImageSession => field ??= ReferenceEquals(OfImages, options) ? session : new PipelineSession(OfImages, root, terminal, time);

    // As a step: jobs that run on no engine have no use for images, and whoever asks for images by name builds what it needs itself.
    private bool UsesImages => options.Images.IsEmpty && session.Backends.Of(ChosenImages.ProfileOf(options, session).Executor.Name) is IHasEngine;

    private EmulatorCommands Emulator => new(options, session, terminal, time);

    private Task<RecipePlan> PlanAsync(StageName? stage, MissingBase missing, CancellationToken cancellationToken) =>
        session.PlanAsync(RecipeChoice.Of(options, stage), missing, cancellationToken);

    private GuidanceCommands Guidance() => new(options, session, root, terminal);

    private Attendance Attending() => new(options, session.Folders, session.Backends, terminal, time);

    private RunCommands Runs() => new(options, session.Folders, session.Backends, terminal, time);
}
