using Fairlead.Primitives;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Resolution;
using Fairlead.Testing;

namespace Fairlead.Recipes.Tests;

/// <summary>A recipes folder and an env.toml of a test's own, with the recipe nano3/sft in it.</summary>
internal sealed class RecipeTree : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public RecipeTree()
    {
        directory.Write("recipes/nano3/sft/train.py", "print('train')\n");
        Spec();
        Config("base", "train: {lr: 0.1, steps: 10}\n");
        Config("tiny", "defaults: base\ndata: {path: null}\n");
    }

    public string Root => directory.File("recipes");

    public string EnvFile => directory.File("env.toml");

    public Dictionary<string, string> Variables { get; } = [];

    public void Spec(string more = "", string resources = "nodes = 1\ngpus_per_node = 8") => Write("nano3/sft/recipe.toml", $"""
        schema = "1"
        name = "nano3/sft"
        script = "train.py"
        image = "registry.test/nemo:1"
        {more}
        [config]
        default = "tiny"
        [resources]
        {resources}
        """);

    public void Config(string name, string yaml) => Write($"nano3/sft/config/{name}.yaml", yaml);

    public string Write(string name, string text) => directory.Write($"recipes/{name}", text);

    public void Env(string toml) => directory.Write("env.toml", toml);

    /// <summary>The profile hpc, for Slurm and complete; what is added starts in line 4 of env.toml.</summary>
    public void Hpc(string more = "") => Env($"[hpc]\nexecutor = 'slurm'\nremote_job_dir = '/jobs'\n{more}\n");

    public RecipeCatalogue Load() => RecipeCatalogue.Load(Root);

    public ResolveResult Resolve(
        string? executor = null, string? profile = null, string recipe = "nano3/sft", string? config = null, bool allowUnknownKeys = false, params string[] sets) =>
        JobResolver.Resolve(Request(executor, profile, recipe, config, allowUnknownKeys, sets));

    public ResolveRequest Request(
        string? executor = null, string? profile = null, string recipe = "nano3/sft", string? config = null, bool allowUnknownKeys = false, params string[] sets)
    {
        var catalogue = Load();
        var spec = catalogue.Find(recipe);
        return new ResolveRequest
        {
            Recipe = spec,
            Config = ConfigLoader.Load(spec, config, Root),
            Executors = Known.Executors,
            EnvFile = File.Exists(EnvFile) ? Fairlead.Recipes.Profiles.EnvFile.Read(EnvFile) : Fairlead.Recipes.Profiles.EnvFile.None,
            Environment = name => Variables.GetValueOrDefault(name),
            WorkingDirectory = Root,
            Executor = executor,
            Profile = profile,
            Sets = [.. sets],
            AllowUnknownKeys = allowUnknownKeys,
            KnownStages = [.. catalogue.Recipes.Select(known => known.Stage)],
        };
    }

    /// <summary>The message of the failure that resolving ends in.</summary>
    public string Fault(
        string? executor = null, string? profile = null, string recipe = "nano3/sft", string? config = null, bool allowUnknownKeys = false, params string[] sets)
    {
        var fault = Assert.Throws<FairleadException>(() => Resolve(executor, profile, recipe, config, allowUnknownKeys, sets))!;
        Assert.That(fault.ExitCode, Is.EqualTo(ExitCode.Usage));
        return fault.Message;
    }

    public void Dispose() => directory.Dispose();
}
