using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Fairlead.Emulators.Ray.Clusters;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>A RayCluster: the object as it is stored, and its pods.</summary>
internal sealed class KubeRayCluster(JsonObject body, RayManifest manifest, PodSet pods) : IKubeRayObject
{
    public JsonObject Body { get; } = body;

    public string Name => manifest.Cluster;

    public RayNodes Nodes { get; } = new(pods);

    public PodSpec Head => manifest.Head;

    private bool IsSuspended => Body.Object("spec")!.Flag("suspend");

    /// <summary>Gives it the pods that it has to have by now.</summary>
    public Task AdaptAsync() => Nodes.ChangeAsync(IsSuspended ? [] : manifest.Pods);

    public Task EndAsync() => Nodes.ChangeAsync([]);

    public JsonObject Status()
    {
        var ready = Nodes.All.Count > 0 && Nodes.All.Count == manifest.Pods.Count;
        return new JsonObject
        {
            ["state"] = IsSuspended ? "suspended" : ready ? "ready" : "",
            ["desiredWorkerReplicas"] = manifest.Pods.Count - 1,
            ["availableWorkerReplicas"] = ready ? manifest.Pods.Count - 1 : 0,
            ["head"] = ready
                ? new JsonObject { ["podName"] = Head.Name, ["podIP"] = "127.0.0.1", ["serviceName"] = $"{Name}-head-svc", ["serviceIP"] = "127.0.0.1" }
                : new JsonObject(),
        };
    }
}
