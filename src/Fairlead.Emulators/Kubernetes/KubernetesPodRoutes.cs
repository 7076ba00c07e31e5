using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Kubernetes;

/// <summary>The pods of the namespace, whoever made them.</summary>
internal sealed class KubernetesPodRoutes(PodSet pods)
{
    public void Map(KubernetesDoor door) =>
        door.Map("GET", "/api/v1/namespaces/{space}/pods", context => ListAsync(context, door.Namespace));

    private async Task<KubernetesRefusal?> ListAsync(HttpContext context, string space)
    {
        if (LabelSelector.Parse(context.Request.Query["labelSelector"]) is not { } wanted)
            return KubernetesRefusal.BadRequest("only selectors of the form a=b,c=d are emulated");
        var found = pods.All
            .Where(pod => pod.Spec.Namespace == space && LabelSelector.Matches(wanted, pod.Spec.Labels))
            .OrderBy(pod => pod.Spec.Name, StringComparer.Ordinal);
        await context.AnswerAsync(StatusCodes.Status200OK, new JsonObject
        {
            ["kind"] = "PodList",
            ["apiVersion"] = "v1",
            ["items"] = new JsonArray([.. found.Select(Write)]),
        });
        return null;
    }

    private static JsonObject Write(Pod pod) => new()
    {
        ["metadata"] = new JsonObject
        {
            ["name"] = pod.Spec.Name,
            ["namespace"] = pod.Spec.Namespace,
            ["labels"] = new JsonObject(pod.Spec.Labels.Select(label => KeyValuePair.Create(label.Key, (JsonNode?)label.Value))),
        },
        ["spec"] = new JsonObject { ["containers"] = new JsonArray(new JsonObject { ["name"] = pod.Spec.Container, ["image"] = pod.Spec.Image }) },
        ["status"] = new JsonObject
        {
            ["phase"] = pod.State.ToString(),
            ["startTime"] = pod.Started.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["containerStatuses"] = new JsonArray(new JsonObject { ["name"] = pod.Spec.Container, ["ready"] = pod.State is PodState.Running, ["state"] = State(pod) }),
        },
    };

    private static JsonObject State(Pod pod) => pod.ExitCode is { } code
        ? new JsonObject { ["terminated"] = new JsonObject { ["exitCode"] = code, ["reason"] = code == 0 ? "Completed" : "Error", ["message"] = pod.Message } }
        : new JsonObject { ["running"] = new JsonObject() };
}
