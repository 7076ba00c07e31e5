using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Transport;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>The body with which a RayJob is made. The driver runs in the head's container, so that alone gets the variables that carry files.</summary>
internal static class RayJobBody
{
    public static ApiBody Of(RayJobId id, CloudLoad load)
    {
        var spec = JsonNode.Parse(load.Part.Spec)!.AsObject();
        spec["entrypoint"] = RayJobEntrypoint.Line;
        SentVariables.AddTo(RayJobSpec.Head(spec)["env"]!.AsArray(), [new(RayJobEntrypoint.ScriptVariable, PodBootstrap.Script), .. load.Variables]);
        var body = new JsonObject
        {
            ["apiVersion"] = "ray.io/v1",
            ["kind"] = "RayJob",
            ["metadata"] = new JsonObject { ["name"] = id.Name, ["namespace"] = id.Namespace, ["labels"] = RayJobLabels.Of(load.Part.Spec) },
            ["spec"] = spec,
        };
        return ApiBody.Json(body.ToJsonString(), [.. load.Secrets.Values]);
    }
}
