using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Images.Manifest;

namespace Fairlead.Node.JobEnvironment;

/// <summary>Everything that decides what one model's container is like on this node.</summary>
/// <param name="Runtime">What this run was told, in the form of a manifest's context.</param>
/// <param name="Job">The environment of the job.</param>
internal sealed record Surroundings(JsonObject Runtime, IReadOnlyDictionary<string, string> Job, ImageManifest Manifest, ManifestModel Model, ManifestImage Image, NodeGpus Node)
{
    private const string GuestSystem = "guest_os";
    private const string VisibleGpus = "HIP_VISIBLE_DEVICES";

    /// <summary>The words of all layers but what is computed from them, weaker ones of a layer first.</summary>
    /// <returns>With notes for people: what was left out.</returns>
    public (ImmutableArray<Declared> Declared, ImmutableArray<string> Notes) Read()
    {
        var told = ContextReader.Read(Runtime, Layer.Runtime, "this run").ToImmutableArray();
        var built = ContextReader.Read(Deployment(), Layer.Manifest, "deployment_config").Concat(ContextReader.Read(Manifest.Context.ToNode()!.AsObject(), Layer.Manifest, "context")).ToLookup(IsOfAnother);
        var card = ContextReader.Read(Model.Card.ToNode()!.AsObject(), Layer.Model, $"models.{Model.Key}").ToImmutableArray();
        var asked = told.Concat(built[false]).Concat(card).Where(value => value.Field == Field.Variable && value.Place.Contains(".env_vars.", StringComparison.Ordinal)).Select(value => value.Key)
            .Concat(Names(told.Concat(built[false])));
        return (
            [.. told, .. PassThrough.Of(Job, [.. asked]), .. built[false], .. Found(), .. card, .. Defaults()],
            [.. built[true].Select(value => $"{value.Place} is left out: it tells of the rank or node where the manifest was written")]);
    }

    private JsonObject Deployment() => Manifest.Extensions.GetValueOrDefault("deployment_config")?.ToNode() as JsonObject ?? [];

    private static bool IsOfAnother(Declared value) => value.Field == Field.Variable && IdentityKeys.Has(value.Key);

    // Further variables of the host, by name or prefix.
    private static IEnumerable<string> Names(IEnumerable<Declared> declared) =>
        declared.Where(value => value is { Field: Field.Setting, Key: "pass_through", Value: Given.Json }).MinBy(value => value.Layer)?.Value is Given.Json list && list.Value.ToNode() is JsonArray names
            ? names.Select(name => name!.ToString())
            : [];

    private IEnumerable<Declared> Found()
    {
        if (Node.Vendor is not { } vendor)
            yield break;
        yield return Detected("MAD_GPU_VENDOR", vendor.ToString());
        yield return Detected("MAD_SYSTEM_NGPUS", Node.Count.ToString(CultureInfo.InvariantCulture));
        if (Node.Architecture is { } architecture)
            yield return Detected("MAD_SYSTEM_GPU_ARCHITECTURE", architecture);
    }

    private IEnumerable<Declared> Defaults()
    {
        yield return new Declared(Field.Setting, GuestSystem, new Given.Data("UBUNTU"), Layer.Default, "default");
        // Ray hides the GPUs that this variable shows unless the other is there (its documentation, "Accelerator support").
        if (Job.ContainsKey(VisibleGpus))
            yield return new Declared(Field.Variable, "RAY_EXPERIMENTAL_NOSET_HIP_VISIBLE_DEVICES", new Given.Data(""), Layer.Default, "default");
    }

    private static Declared Detected(string name, string value) => new(Field.Variable, name, new Given.Data(value), Layer.Node, "this node");
}
