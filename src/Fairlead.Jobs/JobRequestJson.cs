using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Jobs.Cloud;
using Fairlead.Jobs.Docker;
using Fairlead.Jobs.Slurm;
using Fairlead.Primitives;
using Fairlead.Recipes;

namespace Fairlead.Jobs;

/// <summary>The canonical text of a request: what <c>Render</c> prints, what is keyed, what is sent.</summary>
public static class JobRequestJson
{
    public static string Write(JobRequest request) => CanonicalJson.Write(ToNode(request), indented: true) + "\n";

    /// <exception cref="FairleadException">The text is not a request of a schema this version knows.</exception>
    public static JobRequest Read(string text)
    {
        try
        {
            var node = JsonNode.Parse(text)!.AsObject();
            var schema = node["schema"]!.GetValue<int>();
            return schema == JobRequest.CurrentSchema
                ? FromNode(node)
                : throw FairleadException.Usage($"expected a job request of schema {JobRequest.CurrentSchema}, found schema {schema}");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NullReferenceException or FormatException or ArgumentException)
        {
            throw FairleadException.Usage($"expected a job request, found something else: {exception.Message}", inner: exception);
        }
    }

    private static JsonObject ToNode(JobRequest request)
    {
        var node = Common(request);
        if (request.Cloud is { } cloud)
            node["cloud"] = CloudPartJson.Write(cloud);
        if (request.Docker is { } docker)
            node["docker"] = DockerPartJson.Write(docker);
        if (request.Slurm is { } slurm)
            node["slurm"] = SlurmPartJson.Write(slurm);
        return node;
    }

    private static JsonObject Common(JobRequest request) => new()
    {
        ["schema"] = request.Schema,
        ["recipe"] = request.Recipe,
        ["config"] = request.Config,
        ["executor"] = request.Executor.Name(),
        ["nodes"] = request.Nodes,
        ["processes_per_node"] = request.ProcessesPerNode,
        ["gpus_per_node"] = request.GpusPerNode,
        ["source"] = new JsonObject
        {
            ["digest"] = request.Source.Digest.ToString(),
            ["mount"] = request.Source.Mount,
            ["script"] = request.Source.Script,
        },
        ["artifacts"] = Members(request.Artifacts, artifact => new JsonObject
        {
            ["name"] = artifact.Name,
            ["digest"] = artifact.Digest.ToString(),
        }),
        ["file_inputs"] = Members(request.FileInputs, digest => JsonValue.Create(digest.ToString())),
        ["secrets"] = Members(request.Secrets, reference => JsonValue.Create(reference)),
        ["files"] = Members(request.Files, content => JsonValue.Create(content)),
    };

    private static JobRequest FromNode(JsonObject node) => new()
    {
        Recipe = Text(node["recipe"]),
        Config = Text(node["config"]),
        Executor = Enum.Parse<ExecutorKind>(Text(node["executor"]), ignoreCase: true),
        Nodes = node["nodes"]!.GetValue<int>(),
        ProcessesPerNode = node["processes_per_node"]!.GetValue<int>(),
        GpusPerNode = node["gpus_per_node"]?.GetValue<int>(),
        Source = new SourceReference(Digest.Parse(Text(node["source"]!["digest"])), Text(node["source"]!["mount"]), Text(node["source"]!["script"])),
        Artifacts = Map(node["artifacts"], value => new PinnedArtifact(Text(value["name"]), Digest.Parse(Text(value["digest"])))),
        FileInputs = Map(node["file_inputs"], value => Digest.Parse(Text(value))),
        Secrets = Map(node["secrets"], Text),
        Files = Map(node["files"], Text),
        Cloud = node["cloud"] is { } cloud ? CloudPartJson.Read(cloud) : null,
        Docker = node["docker"] is { } docker ? DockerPartJson.Read(docker) : null,
        Slurm = node["slurm"] is { } slurm ? SlurmPartJson.Read(slurm) : null,
    };

    private static JsonObject Members<T>(ImmutableSortedDictionary<string, T> values, Func<T, JsonNode> write) =>
        new(values.Select(pair => KeyValuePair.Create<string, JsonNode?>(pair.Key, write(pair.Value))));

    private static ImmutableSortedDictionary<string, T> Map<T>(JsonNode? node, Func<JsonNode, T> read) =>
        node!.AsObject().ToImmutableSortedDictionary(member => member.Key, member => read(member.Value!), StringComparer.Ordinal);

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
