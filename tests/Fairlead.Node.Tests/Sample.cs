using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Fairlead.Images.Manifest;
using Fairlead.Node.JobEnvironment;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Tests;

/// <summary>A manifest of one image, a node and a job, to be changed by each test.</summary>
internal sealed record Sample(string Context = "{}", string Card = "{}", string Runtime = "{}", string Deployment = "{}", string? ImageVendor = null)
{
    public const string Key = "ci-alpha";

    public NodeGpus Node { get; init; } = NodeGpus.None;

    public IReadOnlyDictionary<string, string> Job { get; init; } = ImmutableDictionary<string, string>.Empty;

    public ManifestImage Image => new(Key, "alpha:1", ImageSource.Built) { GpuVendor = ImageVendor };

    public ImageManifest Manifest => (ImageManifest.Empty with
    {
        Models = [Model],
        Context = JsonText.Parse(Context),
        Extensions = ImageManifest.Empty.Extensions.Add("deployment_config", JsonText.Parse(Deployment)),
    }).With(Image);

    public ManifestModel Model
    {
        get
        {
            var card = JsonNode.Parse(Card)!.AsObject();
            card.TryAdd("name", "alpha");
            return new ManifestModel(Key, JsonText.Of(card));
        }
    }

    public Surroundings Surroundings => new(JsonNode.Parse(Runtime)!.AsObject(), Job, Manifest, Model, Image, Node);

    public ContainerEnvironment Environment => ContainerEnvironment.Of(Surroundings.Read().Declared, Job);

    public Settings Settings => Settings.Of(Surroundings.Read().Declared);

    public static NodeGpus Gpus(GpuVendor vendor, int count) => new(vendor, count, vendor == GpuVendor.AMD ? [.. Enumerable.Range(0, count).Select(index => 128 + (8 * index))] : []);

    public static JobTopology Topology(int rank = 0, int world = 1) => new(rank, world, "node0", new PortRange(29400, 4), "4711", 0);

    public Sample With(params (string Name, string Value)[] job) => this with { Job = job.ToImmutableDictionary(variable => variable.Name, variable => variable.Value) };

    /// <summary>What the container gets under a name; null: it has no such variable.</summary>
    public string? this[string name] => Environment.Variables.SingleOrDefault(variable => variable.Key == name)?.Value;
}
