using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Images.Engine;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Recipes.Catalogue;
using Fairlead.Recipes.Profiles;
using Fairlead.Recipes.Settings;

namespace Fairlead.Pipeline.Nodes;

/// <summary>The job that runs a manifest's models, in the form of a recipe: on every node one <c>fairlead-node</c>, which does the rest.</summary>
internal static class ManifestRecipe
{
    public const string Family = "manifest";

    /// <summary>Layers lie where all nodes see them, beside the runs.</summary>
    public const string SharedCache = "shared";

    private const string Deployment = "deployment_config";

    // What the manifest may say of the place; the profile wins.
    private static readonly string[] OfThePlace = ["account", "constraint", "exclude", "exclusive", "partition", "qos", "time"];

    /// <param name="file">The manifest; the folder it lies in is the project whose scripts and Dockerfiles it names.</param>
    /// <exception cref="FairleadException">It names no model, or is at odds with itself.</exception>
    public static RecipeSpec SpecOf(ImageManifest manifest, string file, Func<string, string?> environment)
    {
        if (manifest.Models.IsEmpty)
            throw FairleadException.Usage($"{file}: expected a model to run, found none", "build_manifest.json lists them under built_models");
        var project = Path.GetDirectoryName(file)!;
        return new RecipeSpec
        {
            Name = $"{Family}/{Slug.Of(string.Join('-', manifest.Models.Select(NameOf).Distinct(StringComparer.Ordinal)))}",
            RecipesRoot = project,
            SpecFile = file,
            Script = file,
            ConfigDirectory = project,
            DefaultConfig = Path.GetFileName(file),
            Launch = LaunchKind.Direct,
            RunCommand = "exec ../inputs/node run --config={config} --job-folder=\"$FAIRLEAD_OUTPUT_DIR\" --workspace=recipes",
            Nodes = NodesOf(manifest, file),
            GpusPerNode = Number(Part(manifest, "slurm"), "gpus_per_node") ?? 0,
            Sources = ["."],
            FileInputs = ["node", "manifest"],
            Environment = Secrets(manifest, environment),
        };
    }

    /// <param name="normal">The manifest in the form that nodes read.</param>
    /// <param name="program">The node program.</param>
    public static RecipeConfig ConfigOf(ImageManifest manifest, string file, string normal, string program)
    {
        var origin = new Origin("manifest", file);
        var place = Part(manifest, "slurm");
        var env = OfThePlace.Aggregate(Table(), (table, key) => place?[key] is JsonValue value ? table.With(key, Scalar(value)) : table)
            .With(KnownKeys.ContainerImage, Text(""))
            .With(KnownKeys.Launch, Text(LaunchKind.Direct.Name()))
            .With(KnownKeys.ProcessesPerNode, new ScalarSetting(1L, origin));
        var settings = Table()
            .With("run", Table().With("env", env))
            .With("node", Text(program))
            .With("manifest", Text(normal))
            .With("cache", Text(SharedCache))
            .With("client", Text(new ContainerEngine().Client))
            .With("fan_out", new ScalarSetting(8L, origin));
        return new RecipeConfig("manifest", settings, [file]);

        TableSetting Table() => TableSetting.Empty(origin);
        ScalarSetting Text(string text) => new(text, origin);
        Setting Scalar(JsonValue value) => YamlSettings.ReadValue(value.ToString(), origin);
    }

    private static int NodesOf(ImageManifest manifest, string file)
    {
        int?[] said = [Number(Part(manifest, "slurm"), "nodes"), Number(Part(manifest, "distributed"), "nnodes"), .. manifest.Models.Select(model => Number(Card(model)["distributed"] as JsonObject, "nnodes"))];
        return said.OfType<int>().Distinct().ToArray() switch
        {
            [] => 1,
            [> 0 and var one] => one,
            var several => throw FairleadException.Usage($"{file}: expected one number of nodes, found {string.Join(" and ", several)} among slurm.nodes and distributed.nnodes", "make them agree, or say --set=env.nodes=N after that"),
        };
    }

    // Nodes get the values; the request and the manifest hold the names alone.
    private static ImmutableSortedDictionary<string, string> Secrets(ImageManifest manifest, Func<string, string?> environment) => ManifestVariables.Needed(manifest, environment)
        .Where(SensitiveName.Is)
        .ToImmutableSortedDictionary(name => name, name => $"env:{name}", StringComparer.Ordinal)
        .SetItem("FAIRLEAD_JOB_SECRET", "random:32");

    private static JsonObject? Part(ImageManifest manifest, string name) =>
        (manifest.Extensions.GetValueOrDefault(Deployment)?.ToNode() as JsonObject)?[name] as JsonObject;

    private static JsonObject Card(ManifestModel model) => model.Card.ToNode()!.AsObject();

    private static string NameOf(ManifestModel model) => Card(model)["name"]?.ToString() ?? model.Key;

    private static int? Number(JsonObject? table, string key) =>
        table?[key] is JsonValue value && int.TryParse(value.ToString(), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;
}
