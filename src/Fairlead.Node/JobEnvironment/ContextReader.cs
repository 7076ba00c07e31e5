using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Images.Manifest;
using Fairlead.Primitives;

namespace Fairlead.Node.JobEnvironment;

/// <summary>What one object of a manifest, of a model's card or of a context file says.</summary>
internal static partial class ContextReader
{
    public const string GpuCount = "gpus_per_node";

    private static readonly Dictionary<string, Field> Maps = new(StringComparer.Ordinal)
    {
        ["docker_env_vars"] = Field.Variable,
        ["env_vars"] = Field.Variable,
        ["docker_mounts"] = Field.Mount,
        ["docker_build_arg"] = Field.BuildArgument,
    };

    // Names of the one count, of which upstream knows five.
    private static readonly string[] Counts = [GpuCount, "gpu_count", "n_gpus", "num_gpus", "ngpus"];

    // Blocks of schedulers, of which a container needs to know the number of GPUs.
    private static readonly string[] Blocks = ["k8s.", "kubernetes.", "slurm."];

    /// <param name="place">Its name, for people.</param>
    /// <exception cref="FairleadException">A value is not of its kind.</exception>
    public static IEnumerable<Declared> Read(JsonObject members, Layer layer, string place)
    {
        var blocks = Blocks.Select(block => (Name: block, Members: members[block[..^1]] as JsonObject)).Where(block => block.Members is not null)
            .SelectMany(block => Settings(block.Members!.Where(member => Counts.Contains(member.Key)), layer, $"{place}.{block.Name}"));
        var maps = members.Where(member => Maps.ContainsKey(member.Key) && member.Value is not null)
            .SelectMany(member => Map(Maps[member.Key], member.Value as JsonObject ?? throw Fault($"{place}.{member.Key}", "an object"), layer, $"{place}.{member.Key}"));
        return blocks.Concat(maps).Concat(Settings(members.Where(member => !Maps.ContainsKey(member.Key)), layer, $"{place}."));
    }

    private static IEnumerable<Declared> Settings(IEnumerable<KeyValuePair<string, JsonNode?>> members, Layer layer, string place) =>
        from member in members.SelectMany(Flat)
        where member.Value is not null
        let name = Counts.Contains(member.Key) ? GpuCount : member.Key
        select new Declared(Field.Setting, name, member.Value is JsonValue ? Given.Read($"{place}{member.Key}", member.Value) : new Given.Json(JsonText.Of(member.Value)), layer, $"{place}{member.Key}");

    // Tables are merged by their keys, as maps are.
    private static IEnumerable<KeyValuePair<string, JsonNode?>> Flat(KeyValuePair<string, JsonNode?> member) =>
        member.Value is JsonObject table ? table.Select(inner => KeyValuePair.Create($"{member.Key}.{inner.Key}", inner.Value)) : [member];

    private static IEnumerable<Declared> Map(Field field, JsonObject members, Layer layer, string place) =>
        members.Select(member => field switch
        {
            Field.Mount => Mount(member.Key, member.Value, layer, $"{place}.{member.Key}"),
            _ when Name().IsMatch(member.Key) => new Declared(field, member.Key, Given.Read($"{place}.{member.Key}", member.Value), layer, $"{place}.{member.Key}"),
            _ => throw Fault($"{place}.{member.Key}", "a name of letters, digits and underscores"),
        });

    private static Declared Mount(string target, JsonNode? value, Layer layer, string place)
    {
        if (!target.StartsWith('/'))
            throw Fault(place, "an absolute path in the container, with the host's path as its value");
        var details = value as JsonObject;
        var source = details is not null && details.ContainsKey("source") ? details["source"] : value;
        return new Declared(Field.Mount, UnixPath.Normalise(target), Given.Read(place, source), layer, place)
        {
            IsOptional = details?["optional"]?.GetValueKind() == JsonValueKind.True,
            IsReadOnly = details?["readOnly"]?.GetValueKind() == JsonValueKind.True,
        };
    }

    private static FairleadException Fault(string place, string expected) =>
        FairleadException.Usage($"{place}: expected {expected}, found something else", "correct it in the manifest or the context file");

    [GeneratedRegex(@"\A[A-Za-z_][A-Za-z0-9_]*\z")]
    private static partial Regex Name();
}
