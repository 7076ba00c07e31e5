using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>Reads a rendered RayJob's spec.</summary>
internal static class RayJobSpec
{
    /// <summary>The container that the driver runs in.</summary>
    public static JsonNode Head(JsonNode spec) => Pod(spec)["containers"]![0]!;

    /// <summary>What a workspace of run:ai's needs to write to the same volumes: run:ai, not KubeRay, takes it.</summary>
    public static string OfWorkspace(string spec)
    {
        var job = JsonNode.Parse(spec)!;
        var claims = Pod(job)["volumes"]!.AsArray().ToDictionary(volume => Text(volume!["name"]), volume => Text(volume!["persistentVolumeClaim"]!["claimName"]));
        var workspace = new JsonObject
        {
            ["command"] = "/bin/sh -c",
            ["args"] = ShellWord.Quote(PodBootstrap.Script),
            ["image"] = Head(job)["image"]!.DeepClone(),
            ["storage"] = new JsonObject { ["pvc"] = new JsonArray([.. Head(job)["volumeMounts"]!.AsArray().Select(mount => Claim(claims, mount!))]) },
        };
        if (Pod(job)["imagePullSecrets"] is { } secrets)
            workspace["imagePullSecrets"] = secrets.DeepClone();
        return workspace.ToJsonString();
    }

    private static JsonObject Claim(Dictionary<string, string> claims, JsonNode mount) => new()
    {
        ["claimName"] = claims[Text(mount["name"])],
        ["path"] = Text(mount["mountPath"]),
        ["existingPvc"] = true,
    };

    private static JsonNode Pod(JsonNode spec) => spec["rayClusterSpec"]!["headGroupSpec"]!["template"]!["spec"]!;

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
