using System.Globalization;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Emulators.Pods;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.RunAi;

/// <summary>Workloads as run:ai tells of them.</summary>
internal static class WorkloadJson
{
    /// <summary>As the paths of its own type tell.</summary>
    public static JsonObject Own(this Workload workload, HttpContext context) => new()
    {
        ["name"] = workload.Order.Name,
        ["requestedName"] = workload.Order.RequestedName,
        ["workloadId"] = Text(workload.Id),
        ["projectId"] = workload.Order.Project.Id,
        ["departmentId"] = "1",
        ["clusterId"] = workload.Order.Project.ClusterId,
        ["createdBy"] = "emulator",
        ["createdAt"] = Text(workload.Created),
        ["desiredPhase"] = workload.Desired,
        ["actualPhase"] = context.Told($"{workload.Standing.Phase}"),
        ["spec"] = workload.Order.Spec.DeepClone(),
    };

    /// <summary>As the list of all types tells.</summary>
    public static JsonObject Listed(this Workload workload, HttpContext context)
    {
        var standing = workload.Standing;
        var json = new JsonObject
        {
            ["id"] = Text(workload.Id),
            ["name"] = workload.Order.Name,
            ["type"] = $"{workload.Order.Kind}",
            ["phase"] = context.Told($"{standing.Phase}"),
            ["phaseUpdatedAt"] = Text(standing.Since),
            ["namespace"] = workload.Order.Project.Namespace,
            ["projectId"] = workload.Order.Project.Id,
            ["projectName"] = workload.Order.Project.Name,
            ["clusterId"] = workload.Order.Project.ClusterId,
            ["createdAt"] = Text(workload.Created),
            ["runningPods"] = workload.Pods.Count(pod => pod.State == PodState.Running),
            ["requestedPods"] = new JsonObject { ["number"] = workload.Order.Nodes },
            ["currentNodePools"] = new JsonArray("default"),
            ["preemptible"] = false,
        };
        if (standing.Message.Length > 0)
            json["phaseMessage"] = standing.Message;
        return json;
    }

    public static JsonObject ToJson(this Pod pod, Workload workload) => new()
    {
        ["id"] = $"{workload.Id}-{pod.Spec.Name}",
        ["name"] = pod.Spec.Name,
        ["workloadId"] = Text(workload.Id),
        ["projectId"] = workload.Order.Project.Id,
        ["clusterId"] = workload.Order.Project.ClusterId,
        ["k8sPhase"] = $"{pod.State}",
        ["createdAt"] = Text(pod.Started),
        ["nodeName"] = "emulator",
        ["ip"] = "127.0.0.1",
        ["containers"] = new JsonArray(new JsonObject { ["name"] = pod.Spec.Container, ["image"] = pod.Spec.Image, ["startedAt"] = Text(pod.Started) }),
    };

    public static JsonObject ToJson(this WorkloadEvent happened) => new()
    {
        ["createdAt"] = Text(happened.Time),
        ["type"] = happened.Message.Length > 0 ? "Warning" : "Normal",
        ["reason"] = happened.Reason,
        ["message"] = happened.Message,
    };

    private static string Text(Guid id) => id.ToString("D", CultureInfo.InvariantCulture);

    private static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
}
