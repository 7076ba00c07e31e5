using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>The body with which a RayJob is made. The driver runs in the head's container, so that alone gets the variables that carry files.</summary>
internal static class RayJobBody
{
    public static ApiBody Of(RayJobId id, CloudPart part, TransportPlan plan, IReadOnlyDictionary<string, Secret> secrets)
    {
        var spec = JsonNode.Parse(part.Spec)!.AsObject();
        spec["entrypoint"] = RayJobEntrypoint.Line;
        AddVariables(RayJobSpec.Head(spec), [
            new(RayJobEntrypoint.ScriptVariable, PodBootstrap.Script),
            .. plan.Variables,
            .. secrets.Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Reveal())),
        ]);
        var body = new JsonObject
        {
            ["apiVersion"] = "ray.io/v1",
            ["kind"] = "RayJob",
            ["metadata"] = new JsonObject { ["name"] = id.Name, ["namespace"] = id.Namespace, ["labels"] = RayJobLabels.Of(part.Spec) },
            ["spec"] = spec,
        };
        return ApiBody.Json(body.ToJsonString(), [.. secrets.Values]);
    }

    // The kubelet makes one dollar sign of two, and expands $(NAME).
    private static void AddVariables(JsonNode container, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var list = container["env"]!.AsArray();
        foreach (var (name, value) in variables)
            list.Add((JsonNode)new JsonObject { ["name"] = name, ["value"] = value.Replace("$", "$$", StringComparison.Ordinal) });
    }
}
