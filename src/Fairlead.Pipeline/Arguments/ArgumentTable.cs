using System.Collections.Immutable;
using Fairlead.Backends;

namespace Fairlead.Pipeline.Arguments;

/// <summary>Every option there is. What is not here is refused.</summary>
public static class ArgumentTable
{
    public static readonly ArgumentSpec Executor = new("executor", string.Join('|', KnownBackends.Names), $"where the job runs; without it and --profile: {KnownBackends.Names[0]}");
    public static readonly ArgumentSpec Profile = new("profile", "NAME", "the table of env.toml to use");
    public static readonly ArgumentSpec Recipe = new("recipe", "FAMILY/STAGE", "the recipe, where the target does not name it");
    public static readonly ArgumentSpec Config = new("config", "NAME", "the recipe's config, for example tiny or default");
    public static readonly ArgumentSpec Set = new("set", "KEY=VALUE", "a setting: env.nodes=2 of the executor, train.lr=1e-4 of the recipe") { Repeatable = true };
    public static readonly ArgumentSpec Attach = new("attach", null, "stay until the job ends");
    public static readonly ArgumentSpec Detach = new("detach", null, "leave once the job is submitted");
    public static readonly ArgumentSpec Resubmit = new("resubmit", null, "start a new run although the same one exists");
    public static readonly ArgumentSpec Run = new("run", "ID", "the run to act on; without it the latest");
    public static readonly ArgumentSpec Follow = new("follow", null, "keep printing logs until the job ends");
    public static readonly ArgumentSpec Tail = new("tail", "LINES", "only the last lines of each log");
    public static readonly ArgumentSpec Since = new("since", "DURATION", "only what is newer: 90s, 15m, 2h, 1d");
    public static readonly ArgumentSpec Rank = new("rank", "N", "only the log of this rank");
    public static readonly ArgumentSpec Json = new("json", null, "results as JSON");
    public static readonly ArgumentSpec NoCache = new("no-cache", null, "run every stage, whatever the cache holds");
    public static readonly ArgumentSpec CacheRoot = new("cache-root", "FOLDER", "the stage cache");
    public static readonly ArgumentSpec RunsRoot = new("runs-root", "FOLDER", "the run ledger");
    public static readonly ArgumentSpec RecipesRoot = new("recipes-root", "FOLDER", "where recipes are looked for");
    public static readonly ArgumentSpec AllowUnknownKeys = new("allow-unknown-keys", null, "warn about unknown settings instead of refusing them");
    public static readonly ArgumentSpec Nodes = new("nodes", "N", "how many nodes the test cluster has; 4 without it");
    public static readonly ArgumentSpec Image = new("image", "REFERENCE", "an image of the engine; without it those that recipes own") { Repeatable = true };
    public static readonly ArgumentSpec ImageManifest = new("image-manifest", "FILE", "the record of images; without it images.json beside the cache");
    public static readonly ArgumentSpec Manifest = new("manifest", "FILE", "the build manifest whose models are run");
    public static readonly ArgumentSpec Tar = new("tar", "FILE", "save to, or load from, this one file");
    public static readonly ArgumentSpec Jobs = new("jobs", "N", "how many images are built at once; 2 without it");
    public static readonly ArgumentSpec Registry = new("registry", "HOST/PATH", "where images are published");
    public static readonly ArgumentSpec RegistryUser = new("registry-user", "NAME", "log in there as NAME, with the password on standard input");
    public static readonly ArgumentSpec Release = new("release", "VERSION", "the version that the tags are made from, for example 1.4.2");
    public static readonly ArgumentSpec MaxAge = new("max-age", "DURATION", "prune what was not used for so long: 90s, 15m, 2h, 14d");
    public static readonly ArgumentSpec MaxBytes = new("max-bytes", "BYTES", "prune images until no more than this is left");

    public static readonly ArgumentSpec Target = new("target", "NAME", "what to do; without it the menu") { Aliases = ["t"], Repeatable = true, IsCakes = true };
    public static readonly ArgumentSpec Exclusive = new("exclusive", null, "the target without what it depends on") { Aliases = ["e"], IsCakes = true };
    public static readonly ArgumentSpec DryRun = new("dryrun", null, "print the order, do nothing") { Aliases = ["noop", "whatif"], IsCakes = true };
    public static readonly ArgumentSpec Tree = new("tree", null, "print the targets with what they depend on") { Aliases = ["showtree"], IsCakes = true };
    public static readonly ArgumentSpec Description = new("description", null, "print the targets with their descriptions") { Aliases = ["descriptions", "showdescription", "showdescriptions"], IsCakes = true };
    public static readonly ArgumentSpec Verbosity = new("verbosity", Alternatives<Verbosity>(), "how much Cake says; diagnostic adds stack traces") { Aliases = ["v"], IsCakes = true };
    public static readonly ArgumentSpec Working = new("working", "FOLDER", "the working directory; without it the project's root") { Aliases = ["w"], IsCakes = true };
    public static readonly ArgumentSpec Version = new("version", null, "print the version") { Aliases = ["ver"], IsCakes = true };
    public static readonly ArgumentSpec Info = new("info", null, "print Cake's version") { IsCakes = true };
    public static readonly ArgumentSpec Help = new("help", null, "print the menu") { Aliases = ["h"], IsCakes = true };

    /// <summary>In the order of the menu.</summary>
    public static ImmutableArray<ArgumentSpec> All { get; } =
    [
        Executor, Profile, Recipe, Config, Set, Attach, Detach, Resubmit, Run, Follow, Tail, Since, Rank,
        Json, NoCache, CacheRoot, RunsRoot, RecipesRoot, AllowUnknownKeys, Nodes,
        Image, ImageManifest, Manifest, Tar, Jobs, Registry, RegistryUser, Release, MaxAge, MaxBytes,
        Target, Exclusive, DryRun, Tree, Description, Verbosity, Working, Version, Info, Help,
    ];

    public static ArgumentSpec? Find(string name) => All.FirstOrDefault(spec => spec.Answers(name));

    /// <summary>The members of an enumeration as they are written on the command line: <c>local|docker</c>.</summary>
    private static string Alternatives<T>()
        where T : struct, Enum => string.Join('|', Enum.GetNames<T>()).ToLowerInvariant();
}
