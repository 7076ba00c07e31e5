using Fairlead.Pipeline.Nodes;
using Fairlead.Backends;
using Fairlead.Images.Building;
using Fairlead.Images.Cache;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Emulation;
using Fairlead.Pipeline.Images;
using Fairlead.Pipeline.Planning;
using Fairlead.Pipeline.Stages;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Runs;
using Fairlead.Runs.Ledger;
using Fairlead.Stages;
using Fairlead.Stages.Caching;

namespace Fairlead.Pipeline;

/// <summary>The parts of one command, each made when it is first needed and then kept.</summary>
internal sealed class PipelineSession
{
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
    private readonly Lazy<NodeProgram> nodeProgram;
    private readonly PythonVersions pythons = new();

    private readonly PipelineOptions options;

    public PipelineSession(PipelineOptions options, string root, Terminal terminal, TimeProvider time)
    {
        this.options = options;
        Backends = KnownBackends.All(time, terminal.Progress);
        emulator = new(() => EmulatorPlace.At(Folders.Emulator));
        envFile = new(() => WithEmulator(EnvFile.Find(root, Environment.GetEnvironmentVariable), options));
        folders = new(() => PipelineFolders.Of(options, root));
        catalogue = new(() => RecipeCatalogue.Load(Folders.Recipes));
        cache = new(() => new StageCache(Folders.Cache, SharedCache, terminal, time));
        images = new(() => new ImageStore(Path.Combine(SharedCache ?? Folders.Cache, "images"), terminal, time, isShared: SharedCache is not null));
        imagePlanner = new(() => new ImagePlanner(Backends, Images, () => Cache.Files));
        imageRecords = new(() => new ImageRecords(options.ImageManifest ?? Folders.ImageManifest, Folders.Recipes, time));
        ownedImages = new(() => new OwnedImages(
            Cache,
            anew => new StageRunner(Cache, terminal, time, anew || options.NoCache),
            Images,
            ImageRecords,
            Folders,
            terminal));
        planner = new(() => new Planner(options, Backends, Folders, Catalogue, EnvFile, () => Cache.Files, ImagePlanner, pythons, terminal));
        stages = new(() => new RecipeStages(
            Cache,
            Backends,
            new StageRunner(Cache, terminal, time, options.NoCache),
            OwnedImages,
            new Preparation(Folders, Backends, terminal, time),
            new SubmittedPreparation(Ledger, Backends, terminal, time)));
        nodeProgram = new(() => new NodeProgram(Cache, new StageRunner(Cache, terminal, time, options.NoCache), Folders));
        ledger = new(() => new RunLedger(Folders.Runs, Backends, time));
    }

    public BackendMap Backends { get; }

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

    public NodeProgram NodeProgram => nodeProgram.Value;

    private string? SharedCache => CacheSettings.Read(EnvFile, Environment.GetEnvironmentVariable).Root;

    /// <param name="missing">Whether bases of images that the engine lacks are pulled: whoever only looks pulls nothing.</param>
    public Task<RecipePlan> PlanAsync(string recipe, MissingBase missing, CancellationToken cancellationToken)
    {
        if (!plans.TryGetValue(recipe, out var plan))
            plans[recipe] = plan = Planner.PlanAsync(recipe, missing, cancellationToken);
        return plan;
    }

    private EnvFile WithEmulator(EnvFile file, PipelineOptions options) =>
        options.Profile == EmulatorProfile.Name ? file.WithBuiltIn(EmulatorProfile.Name, EmulatorProfile.Of(Emulator, Backends, options.Executor)) : file;

    /// <summary>Begins to read what every command on a recipe needs, beside whatever the caller does next. What fails here fails again, with the same exception, for whoever asks.</summary>
    public void ReadAhead()
    {
        if (options.Profile is null && (options.Executor is null ? Backends.All[0] : Backends.Of(options.Executor)).Spec.RunsHere)
            Task.Run(() => pythons.OfAsync(KnownKeys.DefaultPython, CancellationToken.None));
        Task.Run(() => (Catalogue, Cache));
    }
}
