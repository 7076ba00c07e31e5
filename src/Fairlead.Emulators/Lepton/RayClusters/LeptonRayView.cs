using System.Text.Json.Nodes;
using Fairlead.Emulators.Ray.Clusters;

namespace Fairlead.Emulators.Lepton.RayClusters;

/// <summary>Ray clusters as they are told (leptonai/leptonai: leptonai/api/v2/types/raycluster.py).</summary>
internal static class LeptonRayView
{
    /// <param name="started">It has been long enough there to have its pods.</param>
    /// <param name="trouble">What keeps it from being ready; null: nothing.</param>
    public static string State(LeptonRayCluster cluster, bool started, RayTrouble? trouble)
    {
        var pods = cluster.Nodes.All.Count;
        return cluster.IsDeleted ? "Deleting"
            : cluster.IsSuspended ? pods > 0 ? "Stopping" : "Stopped"
            : trouble is not null ? "Not Ready"
            : !started || pods == 0 ? "Starting"
            : pods != cluster.Wanted.Count ? "Scaling"
            : "Ready";
    }

    public static JsonObject Write(LeptonRayCluster cluster, string state, RayTrouble? trouble)
    {
        var body = cluster.Body.DeepClone().AsObject();
        body["metadata"]!["created_at"] = cluster.Created.ToUnixTimeMilliseconds();
        var workers = Math.Max(cluster.Wanted.Count - 1, 0);
        body["status"] = new JsonObject
        {
            ["state"] = state,
            ["desiredWorkerReplicas"] = workers,
            ["readyWorkerReplicas"] = state == "Ready" ? workers : 0,
            ["head"] = state == "Ready" ? new JsonObject { ["podName"] = cluster.Head.Name, ["serviceIP"] = "127.0.0.1" } : null,
            ["conditions"] = trouble is null
                ? new JsonArray()
                : new JsonArray(new JsonObject { ["type"] = "HeadPodReady", ["status"] = "False", ["reason"] = trouble.Reason, ["message"] = trouble.Message }),
        };
        return body;
    }
}
