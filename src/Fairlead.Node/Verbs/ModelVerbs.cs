using Fairlead.Node.Preparation;
using Fairlead.Node.Jobs;
using System.Collections;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Results;
using Fairlead.Node.Topology;
using Fairlead.Primitives;

namespace Fairlead.Node.Verbs;

/// <summary>The verbs about the models of a manifest: <c>run</c> on each rank, <c>stage-results</c> after a rank that was killed, <c>collect-results</c> once, at the end.</summary>
internal static class ModelVerbs
{
    private const string All = "all";
    private const string SharedCache = "shared";

    private static readonly VerbOption Manifest = new("manifest", "FILE", "the image manifest", IsNeeded: true);
    private static readonly VerbOption Folder = new("job-folder", "FOLDER", "for logs, diagnostics and results; all nodes see it", IsNeeded: true);
    private static readonly VerbOption Image = new("image", "KEY", "whose models: the key of an image, or all");
    private static readonly VerbOption Workspace = new("workspace", "FOLDER", "with the models' scripts; here, if it is not said");
    private static readonly VerbOption Context = new("context", "FILE", "what this run sets over the manifest's context, in its form");
    private static readonly VerbOption Client = new("client", "PROGRAM", "docker or podman");

    public static Verb Run { get; } = new(
        "run",
        "runs models of a manifest on this rank, in their images",
        [
            Manifest, Folder, Image, Workspace, Context, Client,
            new("timeout", "SECONDS", "for each model, over its card's"),
            new("hosts", "NAMES", "the nodes by rank, with commas between"),
            new("cache", "FOLDER", "has all ranks bring the images first, with layers in this folder; shared: beside the runs"),
            new("fan-out", "COUNT", "how many ranks fetch layers from one, where they share no folder"),
            new(VerbArguments.ConfigOption, "FILE", "a JSON file of options"),
            new("explain-env", "true", "shows where each value comes from, and runs nothing"),
        ],
        RunAsync);

    public static Verb StageResults { get; } = new("stage-results", "stages what a rank has brought whose program was killed, and removes its containers", [Manifest, Folder, Image, Workspace, Context, Client], StageAsync);

    public static Verb CollectResults { get; } = new(
        "collect-results",
        "makes rows of perf.csv of what all ranks have brought",
        [Manifest, Folder, Image, new("ranks", "COUNT", "how many the job has; as its environment says, if it is not said")],
        CollectAsync);

    private static async Task<ExitCode> RunAsync(VerbArguments arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var run = Read(arguments);
        var models = ModelsOf(run.Manifest, arguments);
        if (arguments["explain-env"] is { } explain && (bool.TryParse(explain, out var isAsked) ? isAsked : throw FairleadException.Usage($"run: expected --explain-env=true, found '{explain}'")))
        {
            foreach (var line in models.SelectMany(model => Explain(run, model, terminal)))
                terminal.Result(line);
            return ExitCode.Success;
        }

        return arguments["cache"] is { } cache
            ? await new ManifestRun(run, CacheOf(cache, run.Job), FanOutOf(arguments), terminal, TimeProvider.System).RunAsync(models, cancellationToken)
            : await new RankRuns(run, terminal, TimeProvider.System).RunAsync(models, image => PresentImage.FindAsync(run.Engine, image, cancellationToken), cancellationToken);
    }

    /// <exception cref="FairleadException">It is to lie beside the runs, and the job's environment names none.</exception>
    private static string CacheOf(string cache, IReadOnlyDictionary<string, string> job) => cache != SharedCache ? Path.GetFullPath(cache)
        : job.TryGetValue("FAIRLEAD_RUN_DIR", out var folder) ? Path.GetFullPath("../../image-layers", folder)
        : throw FairleadException.Usage($"run: --cache={SharedCache} expects FAIRLEAD_RUN_DIR in the job's environment, found none", "--cache=FOLDER");

    private static int FanOutOf(VerbArguments arguments) => arguments["fan-out"] is not { } text ? RelayTree.DefaultFanOut
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count
        : throw FairleadException.Usage($"run: --fan-out: expected a number of ranks, found '{text}'");

    private static async Task<ExitCode> StageAsync(VerbArguments arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var run = Read(arguments);
        await new Leftovers(run, terminal).StageAsync(ModelsOf(run.Manifest, arguments), cancellationToken);
        return ExitCode.Success;
    }

    private static Task<ExitCode> CollectAsync(VerbArguments arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        var environment = EnvironmentOfProcess();
        var topology = JobTopology.Read(arguments["ranks"] is { } ranks ? environment.SetItem("NNODES", ranks).SetItem("NODE_RANK", "0") : environment.SetItem("NODE_RANK", "0"));
        var manifest = new ManifestFile(arguments.Needed(Manifest.Name), TimeProvider.System).Load().Manifest;
        return new Collection(manifest, new JobFolders(arguments.Needed(Folder.Name)), topology.World, topology.Job, environment, terminal, TimeProvider.System).CollectAsync(ModelsOf(manifest, arguments), cancellationToken);
    }

    private static RankRun Read(VerbArguments arguments)
    {
        var environment = EnvironmentOfProcess();
        return new RankRun(
            new ManifestFile(arguments.Needed(Manifest.Name), TimeProvider.System).Load().Manifest,
            arguments[Context.Name] is { } context ? ReadContext(context) : [],
            JobTopology.Read(environment),
            environment,
            new JobFolders(Path.GetFullPath(arguments.Needed(Folder.Name))),
            Path.GetFullPath(arguments[Workspace.Name] ?? "."),
            arguments[Client.Name] is { } client ? new ContainerEngine(client) : new ContainerEngine(),
            NodeGpus.Detect())
        {
            Hosts = arguments["hosts"] is { } hosts ? [.. hosts.Split(',')] : null,
            Timeout = arguments["timeout"] is { } timeout ? TimeSpan.FromSeconds(Seconds(timeout)) : null,
        };
    }

    private static IEnumerable<string> Explain(RankRun run, ManifestModel model, Terminal terminal)
    {
        var planned = new ModelRun(run, terminal, TimeProvider.System).Plan(model, run.Manifest.Find(model.Key)!, "");
        return [$"{model.Key}:", .. EnvironmentText.Of(planned.Environment).Select(line => $"  {line}"), .. planned.Notes.Select(note => $"  note: {note}")];
    }

    private static ImmutableArray<ManifestModel> ModelsOf(ImageManifest manifest, VerbArguments arguments) => (arguments[Image.Name] ?? All) switch
    {
        All => manifest.Models,
        var key => manifest.Models.FirstOrDefault(model => model.Key == key) is { } model
            ? [model]
            : throw FairleadException.Usage($"--{Image.Name}: expected all or the key of an image with a model, found '{key}'.{Suggest.DidYouMean(key, manifest.Models.Select(model => model.Key))}"),
    };

    private static JsonObject ReadContext(string path)
    {
        try
        {
            return StrictJson.ReadObject(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            throw FairleadException.Usage($"--{Context.Name}: expected a JSON object in {path}: {exception.Message}", inner: exception);
        }
    }

    private static int Seconds(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : throw FairleadException.Usage($"--timeout: expected a number of seconds, found '{text}'");

    private static ImmutableDictionary<string, string> EnvironmentOfProcess() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToImmutableDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
