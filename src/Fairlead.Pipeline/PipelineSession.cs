using Fairlead.Executors.Ledger;
using Fairlead.Executors.Remote;
using Fairlead.Images.Cache;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Emulation;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Runs;
using Fairlead.Pipeline.Stages;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline;

/// <summary>The parts of one command, each made when it is first needed and then kept.</summary>
internal sealed class PipelineSession
{
    private static readonly string[] RecipeTargets = ["Prep", "Package", "Render", "Submit", "Explain"];
    private readonly Dictionary<string, Task<RecipePlan>> plans = new(StringComparer.Ordinal);
    private readonly Lazy<EmulatorPlace> emulator;
    private readonly Lazy<EnvFile> envFile;
    private readonly Lazy<PipelineFolders> folders;
    private readonly Lazy<RecipeCatalogue> catalogue;
    private readonly Lazy<StageCache> cache;
    private readonly Lazy<ImageStore> images;
    private readonly Lazy<ImagePlanner> imagePlanner;
    private readonly Lazy<ImageRecords> imageRecords;
    private readonly Lazy<OwnedImages> ownedImages;
    private readonly Lazy<Planner> planner;
    private readonly Lazy<RecipeStages> stages;
    private readonly Lazy<RunLedger> ledger;
    private readonly PythonVersions pythons = new();

    public PipelineSession(PipelineOptions options, string root, Terminal terminal, TimeProvider time)
    {
        Executors = ExecutorSet.All(Hosts, time);
        emulator = new(() => EmulatorPlace.At(Folders.Emulator));
        envFile = new(() => WithEmulator(EnvFile.Find(root, Environment.GetEnvironmentVariable), options));
        folders = new(() => PipelineFolders.Of(options, root));
        catalogue = new(() => RecipeCatalogue.Load(Folders.Recipes));
        cache = new(() => new StageCache(Folders.Cache, SharedCache, terminal, time));
        images = new(() => new ImageStore(Path.Combine(SharedCache ?? Folders.Cache, "images"), time));
        imagePlanner = new(() => new ImagePlanner(options, Images, () => Cache.Files));
        imageRecords = new(() => new ImageRecords(options.ImageManifest ?? Folders.ImageManifest, Folders.Recipes, time));
        ownedImages = new(() => new OwnedImages(
            Cache,
            anew => new StageRunner(Cache, terminal, time, anew || options.NoCache),
            Images,
            ImageRecords,
            Folders,
            terminal));
        planner = new(() => new Planner(options, Folders, Catalogue, EnvFile, () => Cache.Files, ImagePlanner, pythons, terminal));
        stages = new(() => new RecipeStages(
            Cache,
            new StageRunner(Cache, terminal, time, options.NoCache),
            OwnedImages,
            new Preparation(Folders, Executors, terminal, time),
            new SubmittedPreparation(Ledger, Executors, options.Resubmit && options.AsksFor("Prep"), terminal, time)));
        ledger = new(() => new RunLedger(Folders.Runs, time));
        if (RecipeTargets.Any(options.AsksFor))
            ReadAhead(runsHere: options is { Executor: null or ExecutorKind.Local, Profile: null });
    }

    public RemoteHosts Hosts { get; } = new();

    public ExecutorSet Executors { get; }

    /// <summary>Where this checkout's emulated clouds are. Made by whoever asks first.</summary>
    public EmulatorPlace Emulator => emulator.Value;

    public EnvFile EnvFile => envFile.Value;

    public PipelineFolders Folders => folders.Value;

    public RecipeCatalogue Catalogue => catalogue.Value;

    public StageCache Cache => cache.Value;

    /// <summary>The layered image cache: in the shared folder, where there is one.</summary>
    public ImageStore Images => images.Value;

    public ImagePlanner ImagePlanner => imagePlanner.Value;

    public ImageRecords ImageRecords => imageRecords.Value;

    public OwnedImages OwnedImages => ownedImages.Value;

    public Planner Planner => planner.Value;

    public RecipeStages Stages => stages.Value;

    public RunLedger Ledger => ledger.Value;

    private string? SharedCache => CacheSettings.Read(EnvFile, Environment.GetEnvironmentVariable).Root;

    public Task<RecipePlan> PlanAsync(string recipe, CancellationToken cancellationToken)
    {
        if (!plans.TryGetValue(recipe, out var plan))
            plans[recipe] = plan = Planner.PlanAsync(recipe, cancellationToken);
        return plan;
    }

    private EnvFile WithEmulator(EnvFile file, PipelineOptions options) =>
        options.Profile == EmulatorProfile.Name ? file.WithBuiltIn(EmulatorProfile.Name, EmulatorProfile.Of(Emulator, options.Executor)) : file;

    // While the task engine starts. What fails here fails again, with the same exception, for whoever asks.
    private void ReadAhead(bool runsHere)
    {
        if (runsHere)
            Task.Run(() => pythons.OfAsync(KnownKeys.DefaultPython, CancellationToken.None));
        Task.Run(() => (Catalogue, Cache));
    }
}
