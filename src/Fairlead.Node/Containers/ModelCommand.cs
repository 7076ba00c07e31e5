using System.Collections.Immutable;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>What a model's container runs, phase by phase.</summary>
/// <param name="Folder">The script's, in the working folder; empty: the working folder itself.</param>
internal sealed record ModelCommand(string Folder, ImmutableArray<(string Phase, ImmutableArray<string> Words)> Phases)
{
    public const string ModelPhase = "model";
    private const string FolderScript = "run.sh";

    /// <summary>Where the script's folder is in the container.</summary>
    public string WorkFolder => UnixPath.Normalise($"{ContainerPlan.Workspace}/{Folder}");

    /// <param name="workspace">The working folder on the host, in which the scripts are looked for.</param>
    /// <exception cref="FairleadException">There is no such script, it is of no kind that can be run, or a quote is not closed.</exception>
    public static ModelCommand Of(Settings settings, string workspace)
    {
        RefuseClone(settings);
        var name = settings.Text("scripts") ?? throw FairleadException.Usage("the model's card names no scripts", "name the model's script: \"scripts\": \"scripts/alpha/run.sh\"");
        var script = Within(name, workspace, settings["scripts"]!.Place);
        if (Directory.Exists(Path.Combine(workspace, script)))
            script = $"{script}/{FolderScript}".TrimStart('/');
        var folder = Path.GetDirectoryName(script) ?? "";
        var arguments = settings.Text("model_args") is not null ? "model_args" : "args";
        return new ModelCommand(folder,
        [
            .. Around(settings, "pre_scripts", "pre-script", workspace),
            (ModelPhase, [.. Words(settings, "encapsulate_script"), .. Start(script, "./", workspace, settings["scripts"]!.Place), .. Words(settings, arguments)]),
            .. Around(settings, "post_scripts", "post-script", workspace),
        ]);
    }

    private static void RefuseClone(Settings settings)
    {
        if (settings.Text("url") is not null)
            throw FairleadException.Usage($"{settings["url"]!.Place}: models that are cloned when they run are not supported", "clone it into the working folder, and name its script in \"scripts\"");
    }

    private static IEnumerable<(string, ImmutableArray<string>)> Around(Settings settings, string list, string phase, string workspace) => settings.Objects(list).Select((step, index) =>
    {
        var place = $"{settings[list]!.Place}[{index}]";
        var path = Within(step["path"]?.ToString() ?? throw FairleadException.Usage($"{place}: expected a path, found none"), workspace, place);
        return (phase, (ImmutableArray<string>)[.. Start(path, $"{ContainerPlan.Workspace}/", workspace, place, isWhole: true), .. Words(step["args"]?.ToString() ?? "", place)]);
    });

    private static IEnumerable<string> Start(string script, string folder, string workspace, string place, bool isWhole = false)
    {
        if (!File.Exists(Path.Combine(workspace, script)))
            throw FairleadException.Usage($"{place}: expected a script in the working folder {workspace}, found no '{script}'", "--workspace=FOLDER names the folder that has it");
        var interpreter = Path.GetExtension(script) switch
        {
            ".sh" or ".slurm" => "bash",
            ".py" => "python3",
            _ => throw FairleadException.Usage($"{place}: expected a script that ends in .sh or .py, or a folder with a {FolderScript}, found '{script}'"),
        };
        return [interpreter, folder + (isWhole ? script : Path.GetFileName(script))];
    }

    private static string Within(string path, string workspace, string place)
    {
        var whole = Path.GetFullPath(path, workspace);
        var relative = Path.GetRelativePath(workspace, whole);
        return Path.IsPathRooted(path) || relative.Split('/')[0] == ".."
            ? throw FairleadException.Usage($"{place}: expected a path in the working folder, found '{path}'")
            : relative == "." ? "" : relative;
    }

    private static IEnumerable<string> Words(Settings settings, string name) => settings.Text(name) is { } text ? Words(text, settings[name]!.Place) : [];

    private static IReadOnlyList<string> Words(string text, string place) =>
        WordSplit.Split(text) ?? throw FairleadException.Usage($"{place}: expected words, found a quote that is not closed", "close it");
}
