using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Catalogue;

/// <summary>Turns a declared table, from recipe.toml or from a script's <c>tool.runspec</c>, into a <see cref="RecipeSpec"/>.</summary>
internal static partial class RecipeSpecReader
{
    private const string Schema = "1";
    private const string AskTheDevice = "gpu";
    private const int DefaultGpus = 8;

    /// <param name="script">The script that carries the block; null when the table must name one.</param>
    /// <exception cref="Fairlead.Primitives.FairleadException">A field is unknown, missing or wrong; the message names file and line.</exception>
    public static RecipeSpec Read(TableSetting declared, string root, string specFile, string? script)
    {
        var reader = new TableReader(declared);
        var run = reader.Inner("run");
        var config = reader.Inner("config");
        var resources = reader.Inner("resources");
        var source = reader.Inner("source");
        var files = reader.Inner("files");
        var build = reader.Inner("build");
        CheckSchema(reader);
        CheckFormat(config);
        var spec = new RecipeSpec
        {
            Name = Name(reader),
            RecipesRoot = root,
            SpecFile = specFile,
            Script = Script(reader, root, script),
            Setup = reader.Text("setup"),
            Docs = reader.Text("docs"),
            Image = reader.Text("image"),
            Build = RecipeBuildReader.Read(build, root, specFile),
            Launch = LaunchKinds.Parse(run.Text("launch") ?? "torchrun", run.OriginOf("launch")),
            RunCommand = run.Text("cmd"),
            WorkingDirectory = run.Text("workdir"),
            ConfigDirectory = RecipePaths.Resolve(root, config.Text("dir") ?? "./config", config.OriginOf("dir")),
            DefaultConfig = config.Text("default") ?? "default",
            Nodes = Count(resources, "nodes", minimum: 1) ?? 1,
            GpusPerNode = Gpus(resources),
            Environment = reader.TextTable("env"),
            Sources = [.. source.Texts("include").Select(path => Source(root, path, source.OriginOf("include")))],
            Inputs = Slots(reader, "inputs"),
            Outputs = Slots(reader, "outputs"),
            FileInputs = FileKeys(files),
            Checkpoints = reader.Flag("checkpoints"),
        };
        foreach (var table in (TableReader[])[reader, run, config, resources, source, files, build])
            table.RejectOthers();
        return spec;
    }

    private static void CheckSchema(TableReader reader)
    {
        if (reader.Text("schema") is { } schema and not Schema)
            throw reader.OriginOf("schema").Fault($"expected schema \"{Schema}\", found \"{schema}\"", "use a version of Fairlead that knows this schema");
    }

    private static void CheckFormat(TableReader config)
    {
        if (config.Text("format") is { } format and not ("omegaconf" or "yaml"))
            throw config.OriginOf("format").Fault($"unknown config format '{format}'", "use omegaconf or yaml");
    }

    private static string Name(TableReader reader)
    {
        var name = reader.Text("name") ?? throw reader.OriginOf("name").Fault("the recipe has no 'name'", "add name = \"<family>/<stage>\"");
        return RecipeName().IsMatch(name)
            ? name
            : throw reader.OriginOf("name").Fault($"expected a name like family/stage, found '{name}'", "use letters, digits, '.', '_' and '-', with '/' between the parts");
    }

    private static string Script(TableReader reader, string root, string? carrier)
    {
        var given = reader.Text("script");
        if (carrier is not null && given is null)
            return carrier;
        var origin = reader.OriginOf("script");
        var path = RecipePaths.Resolve(root, given ?? throw origin.Fault("the recipe has no 'script'", "add script = \"train.py\""), origin);
        return File.Exists(path) ? path : throw origin.Fault($"the script '{path}' does not exist");
    }

    private static string Source(string root, string given, Origin origin)
    {
        var path = RecipePaths.Resolve(root, given, origin);
        return Path.Exists(path) ? RecipePaths.RelativeTo(root, path) : throw origin.Fault($"source.include names '{given}', but '{path}' does not exist");
    }

    // The job finds a slot as a folder of this name, and by a variable that ends in it.
    private static ImmutableSortedDictionary<string, string> Slots(TableReader reader, string table)
    {
        var slots = reader.TextTable(table);
        return slots.Keys.FirstOrDefault(slot => !SlotName().IsMatch(slot)) is { } wrong
            ? throw reader.OriginOf(table).Fault($"expected slots in '{table}' to be named like a variable, found '{wrong}'", "use letters, digits and '_'")
            : slots;
    }

    // The job finds the file under the key's name.
    private static ImmutableArray<string> FileKeys(TableReader files)
    {
        var keys = files.Texts("keys");
        return keys.FirstOrDefault(key => !DottedKey().IsMatch(key)) is { } wrong
            ? throw files.OriginOf("keys").Fault($"expected dotted config keys in '{files.Full("keys")}', found '{wrong}'", "use letters, digits, '_' and '-', with '.' between the parts")
            : keys;
    }

    private static int? Gpus(TableReader resources) =>
        resources.Find("gpus_per_node") is ScalarSetting { Value: AskTheDevice } ? null : Count(resources, "gpus_per_node", minimum: 0) ?? DefaultGpus;

    private static int? Count(TableReader resources, string key, int minimum) => resources.Find(key) switch
    {
        null => null,
        ScalarSetting { Value: long count } when count >= minimum && count <= int.MaxValue => (int)count,
        ScalarSetting { Value: long count } wrong => throw wrong.Origin.Fault($"'{resources.Full(key)}' expects {minimum} or more, found {count}"),
        var other => throw resources.Unexpected(key, "an integer", other),
    };

    [GeneratedRegex(@"^[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)+\z")]
    private static partial Regex RecipeName();

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex SlotName();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\z")]
    private static partial Regex DottedKey();
}
