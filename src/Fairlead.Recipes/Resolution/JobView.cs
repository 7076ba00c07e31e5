using System.Text.Json.Nodes;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Resolution;

/// <summary>What ShowJob prints: every setting, its value and the layer that set it. Secrets appear as references.</summary>
public static class JobView
{
    public static void WriteText(ResolvedJob job, TextWriter writer)
    {
        foreach (var (name, value) in Summary(job))
            writer.WriteLine($"{name,-19}{value}");
        Section(writer, "executor settings", Lines(job.ExecutorSettings));
        Section(writer, "environment", job.Environment.Select(item => $"{item.Key} = {item.Value}").Concat(job.Secrets.Select(item => $"{item.Key} = {item.Value}")));
        Section(writer, "mounts", job.Mounts.Select(mount => $"{mount.Target} = {mount.Source}  # {mount.Origin}"));
        Section(writer, "config", Lines(job.Config));
    }

    public static JsonObject ToJson(ResolvedJob job) => new()
    {
        ["recipe"] = job.Recipe.Name,
        ["config"] = job.ConfigName,
        ["profile"] = job.Profile,
        ["executor"] = job.Executor,
        ["launch"] = job.Launch.Name(),
        ["nodes"] = job.Nodes,
        ["gpus_per_node"] = job.GpusPerNode,
        ["nprocs_per_node"] = job.ProcessesPerNode,
        ["container_image"] = job.ContainerImage,
        ["environment"] = new JsonObject(job.Environment.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value))),
        ["secrets"] = new JsonObject(job.Secrets.Select(item => KeyValuePair.Create(item.Key, (JsonNode?)item.Value.ToString()))),
        ["script_arguments"] = new JsonArray([.. job.ScriptArguments]),
        ["mounts"] = new JsonArray([.. job.Mounts.Select(Mount)]),
        ["executor_settings"] = Settings(job.ExecutorSettings),
        ["config_settings"] = Settings(job.Config),
    };

    private static IEnumerable<(string Name, string Value)> Summary(ResolvedJob job) =>
    [
        ("recipe", $"{job.Recipe.Name}  # {job.Recipe.SpecFile}"),
        ("config", job.ConfigName),
        ("profile", job.Profile),
        ("executor", job.Executor),
        ("launch", job.Launch.Name()),
        ("nodes", $"{job.Nodes}"),
        ("gpus per node", job.GpusPerNode is { } gpus ? $"{gpus}" : "as the device has"),
        ("processes per node", $"{job.ProcessesPerNode}"),
        ("image", job.ContainerImage ?? "none"),
    ];

    private static IEnumerable<string> Lines(TableSetting table) =>
        table.Leaves().Select(leaf => $"{leaf.Path} = {CanonicalJson.Write(leaf.Value.ToJson())}  # {leaf.Value.Origin}");

    private static void Section(TextWriter writer, string title, IEnumerable<string> lines)
    {
        writer.WriteLine();
        writer.WriteLine(title);
        foreach (var line in lines.DefaultIfEmpty("none"))
            writer.WriteLine($"  {line}");
    }

    private static JsonObject Mount(Mount mount) => new() { ["target"] = mount.Target, ["source"] = mount.Source, ["origin"] = mount.Origin.ToString() };

    private static JsonObject Settings(TableSetting table) =>
        new(table.Leaves().Select(leaf => KeyValuePair.Create(leaf.Path, (JsonNode?)new JsonObject
        {
            ["value"] = leaf.Value.ToJson(),
            ["layer"] = leaf.Value.Origin.Layer,
            ["file"] = leaf.Value.Origin.File,
            ["line"] = leaf.Value.Origin.Line == 0 ? null : leaf.Value.Origin.Line,
        })));
}
