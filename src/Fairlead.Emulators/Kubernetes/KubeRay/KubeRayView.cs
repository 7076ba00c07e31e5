using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>Objects as they are told.</summary>
internal static class KubeRayView
{
    /// <summary>The words of the status that a fault may replace.</summary>
    private static readonly string[] Phases = ["state", "jobStatus", "jobDeploymentStatus"];

    public static JsonObject Write(HttpContext context, IKubeRayObject one)
    {
        var body = one.Body.DeepClone().AsObject();
        var status = one.Status();
        foreach (var phase in Phases)
            if (status.Text(phase) is { } word)
                status[phase] = context.Told(word);
        body["status"] = status;
        return body;
    }
}
