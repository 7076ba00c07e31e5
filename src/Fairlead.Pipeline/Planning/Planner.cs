using System.Collections.Immutable;
using Fairlead.Images.Building;
using Fairlead.Pipeline.Arguments;
using Fairlead.Pipeline.Images;
using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;
using Fairlead.Runs;
using Fairlead.Runs.Requests;
using Fairlead.Sources;
using Fairlead.Stages.Files;

namespace Fairlead.Pipeline.Planning;

/// <summary>Decides everything about a recipe and the recipes that make its inputs, and lists their sources.</summary>
internal sealed class Planner(
    PipelineOptions options,
    BackendMap backends,
    PipelineFolders folders,
    RecipeCatalogue catalogue,
    EnvFile envFile,
    Func<FileDigestIndex> files,
    ImagePlanner images,
    PythonVersions pythons,
    Terminal terminal)
{
    private readonly HashSet<string> said = new(StringComparer.Ordinal);

    public ResolvedJob Resolve(string recipe)
    {
        var spec = catalogue.Find(recipe);
        var config = ConfigLoader.Load(spec, options.Config, folders.Given);
        var producers = ProducersOf(spec);
        return Resolve(spec, config, SetRouting.ForRecipe(Sets, config, producers.Values.Select(ConfigOf)));
    }

    public async Task<RecipePlan> PlanAsync(string recipe, MissingBase missing, CancellationToken cancellationToken)
    {
        var producers = ProducersOf(catalogue.Find(recipe));
        var jobs = producers.Values.Select(producer =>
        {
            var config = ConfigOf(producer);
            return Resolve(producer, config, SetRouting.ForProducer(Sets, config, backends.Executors));
        }).Append(Resolve(recipe)).ToList();
        var plans = await Task.WhenAll(jobs.Select(job => PlanAsync(job, missing, cancellationToken)));
        foreach (var warning in plans.SelectMany(plan => LeftOutWords.Warnings(plan.Sources)).Distinct(StringComparer.Ordinal))
            Say($"warning: {warning}");
        var recipePlan = plans[^1];
        var made = producers.Keys.Zip(plans).ToImmutableSortedDictionary(
            pair => pair.First,
            pair => pair.Second with { Artifact = recipePlan.Job.Recipe.Inputs[pair.First] },
            StringComparer.Ordinal);
        return recipePlan with { Producers = made, Attached = options.Attach ?? false };
    }

    /// <summary>Of a recipe that is not in the catalogue and reads no artifact.</summary>
    public async Task<RecipePlan> PlanAsync(RecipeSpec spec, RecipeConfig config, CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(Resolve(spec, config, Sets), MissingBase.Refuse, cancellationToken);
        foreach (var warning in LeftOutWords.Warnings(plan.Sources))
            Say($"warning: {warning}");
        return plan with { Attached = options.Attach ?? false };
    }

    private IEnumerable<string> Sets => options.Sets.Select(set => $"{set.Key}={set.Value}");

    private ResolvedJob Resolve(RecipeSpec spec, RecipeConfig config, IEnumerable<string> sets)
    {
        var result = JobResolver.Resolve(new ResolveRequest
        {
            Recipe = spec,
            Config = config,
            Executors = backends.Executors,
            EnvFile = envFile,
            Environment = Environment.GetEnvironmentVariable,
            WorkingDirectory = folders.Given,
            Executor = options.Executor,
            Profile = options.Profile,
            Sets = [.. sets],
            ScriptArguments = options.ScriptArguments,
            AllowUnknownKeys = options.AllowUnknownKeys,
            KnownStages = [.. catalogue.Recipes.Select(other => other.Stage).Distinct()],
        });
        Say($"profile {result.Job.Profile} ({(envFile.Table(result.Job.Profile)?.Origin.File is null ? "built in" : envFile.Path)})");
        foreach (var warning in result.Warnings.Concat(backends.Of(result.Job.Executor).WarningsOf(result.Job)))
            Say($"warning: {warning}");
        return result.Job;
    }

    private async Task<RecipePlan> PlanAsync(ResolvedJob job, MissingBase missing, CancellationToken cancellationToken)
    {
        var place = SourcePlace.Of(job);
        var isHere = backends.Of(job.Executor).Spec.RunsHere;
        var python = isHere ? pythons.OfAsync(job.Python, cancellationToken) : Task.FromResult(job.Python);
        var commits = isHere ? Task.FromResult<ImmutableArray<PinnedCommit>>([]) : CommitsAsync(job, cancellationToken);
        var image = images.PlanAsync(job, missing, cancellationToken);
        var sources = await SourceLister.ListAsync(place.Scope, files().NoteOf, cancellationToken: cancellationToken);
        return new RecipePlan(
            job,
            sources,
            DigestsOf([.. sources.Files.Where(file => file.LinkTarget is null)], cancellationToken),
            place.Mount,
            place.ScriptOf(job.Recipe),
            await python,
            FilesOf(job),
            ImmutableSortedDictionary<string, RecipePlan>.Empty)
        {
            Commits = await commits,
            Image = await image,
        };
    }

    private ImmutableArray<Digest> DigestsOf(SourceFile[] sources, CancellationToken cancellationToken) =>
        [.. files().DigestsOf(Array.ConvertAll(sources, file => file.FullPath), Array.ConvertAll(sources, file => file.Stamp), cancellationToken)];

    private static async Task<ImmutableArray<PinnedCommit>> CommitsAsync(ResolvedJob job, CancellationToken cancellationToken) =>
        [.. await Task.WhenAll(job.Mounts.OfType<GitMount>().Select(async mount => new PinnedCommit(
                mount.Repository,
                mount.Reference,
                await GitReferences.PinAsync(mount.Repository, mount.Reference, cancellationToken),
                mount.Target)))];

    private ImmutableSortedDictionary<string, FileContent> FilesOf(ResolvedJob job) => job.Recipe.FileInputs
        .Select(key => (Key: key, Value: job.Config.Find(key) as ScalarSetting))
        .Where(input => input.Value is { Value: string })
        .ToImmutableSortedDictionary(input => input.Key, input => FileOf(input.Key, (string)input.Value!.Value!), StringComparer.Ordinal);

    private FileContent FileOf(string key, string value)
    {
        var path = Path.GetFullPath(value, folders.Given);
        return File.Exists(path)
            ? new FileContent(path, files().DigestOf(path))
            : throw FairleadException.Usage($"{key} names '{path}', which is {(Directory.Exists(path) ? "a folder" : "not there")}; expected a file", $"--set={key}=<file>");
    }

    private ImmutableSortedDictionary<string, RecipeSpec> ProducersOf(RecipeSpec spec) =>
        spec.Inputs.ToImmutableSortedDictionary(input => input.Key, input => ProducerOf(spec, input.Key, input.Value), StringComparer.Ordinal);

    private RecipeSpec ProducerOf(RecipeSpec spec, string slot, string artifact) =>
        catalogue.Recipes.FirstOrDefault(other => other.Outputs.ContainsValue(artifact))
        ?? throw FairleadException.Usage($"{spec.SpecFile}: input '{slot}' is the artifact '{artifact}', which no recipe below {catalogue.Root} has among its outputs");

    // The preparation's config of the same name, when it has one.
    private RecipeConfig ConfigOf(RecipeSpec producer) =>
        ConfigLoader.Load(producer, options.Config is { } name && ConfigLoader.Names(producer).Contains(name) ? name : null, folders.Given);

    private void Say(string line)
    {
        if (said.Add(line))
            terminal.Progress(line);
    }
}
