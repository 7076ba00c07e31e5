using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.Transport;

namespace Fairlead.Backends.Cloud.RunAi.Running.Submitting;

/// <summary>The bodies with which workloads are made.</summary>
internal static class WorkloadBody
{
    private const int PartKeptSeconds = 600;

    /// <summary>Of a job's specification, what a workload needs that only writes to the volume.</summary>
    private static readonly string[] KeptForParts =
        ["command", "args", "image", "imagePullPolicy", "imagePullSecrets", "storage", "security", "nodePools", "nodeAffinityRequired", "tolerations"];

    /// <summary>A run's job: its name is the project's own, so that a second one is refused.</summary>
    public static ApiBody OfJob(string name, RunAiProject project, CloudLoad load)
    {
        var spec = JsonNode.Parse(load.Part.Spec)!.AsObject();
        AddVariables(spec, load.Variables);
        return ApiBody.Json(Envelope(name, project, spec, nameIsPrefix: false).ToJsonString(), [.. load.Secrets.Values]);
    }

    /// <summary>A workspace that puts one file on the volume, and goes even if nobody deletes it.</summary>
    public static ApiBody OfPart(RunAiProject project, CloudPart part, VolumePart file)
    {
        var job = JsonNode.Parse(part.Spec)!.AsObject();
        var spec = new JsonObject(KeptForParts.Where(job.ContainsKey).Select(key => KeyValuePair.Create(key, job[key]?.DeepClone())))
        {
            ["restartPolicy"] = "Never",
            ["backoffLimit"] = 0,
            ["autoDeletionTimeAfterCompletionSeconds"] = PartKeptSeconds,
        };
        AddVariables(spec, file.Variables(part.Home, part.Transport.Limits));
        return ApiBody.Json(Envelope(file.Name.TrimStart('.'), project, spec, nameIsPrefix: true).ToJsonString());
    }

    private static JsonObject Envelope(string name, RunAiProject project, JsonObject spec, bool nameIsPrefix) => new()
    {
        ["name"] = name,
        ["useGivenNameAsPrefix"] = nameIsPrefix,
        ["projectId"] = project.Id,
        ["clusterId"] = project.ClusterId,
        ["spec"] = spec,
    };

    private static void AddVariables(JsonObject spec, IEnumerable<KeyValuePair<string, string>> variables)
    {
        var list = spec["environmentVariables"]?.AsArray() ?? [];
        spec["environmentVariables"] ??= list;
        SentVariables.AddTo(list, variables);
    }
}
