using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Tests.RunAi;

/// <summary>Bodies that create workloads which run a line of shell.</summary>
internal static class ShellWorkload
{
    public static JsonObject Create(string name, string script, Action<JsonObject>? change = null)
    {
        var spec = new JsonObject { ["command"] = "/bin/sh -c", ["args"] = $"'{script}'", ["image"] = "emulated:1", ["backoffLimit"] = 0 };
        change?.Invoke(spec);
        return new JsonObject
        {
            ["name"] = name,
            ["useGivenNameAsPrefix"] = false,
            ["projectId"] = "1",
            ["clusterId"] = "c0ffee00-0000-4000-8000-000000000001",
            ["spec"] = spec,
        };
    }

    public static JsonObject CreateDistributed(string name, string script, int workers, Action<JsonObject>? change = null) => Create(name, script, spec =>
    {
        (spec["distributedFramework"], spec["numWorkers"], spec["minReplicas"], spec["maxReplicas"]) = ("PyTorch", workers, workers, workers);
        change?.Invoke(spec);
    });

    public static Action<JsonObject> WithVariable(string name, string value) => spec =>
        spec["environmentVariables"] = new JsonArray(new JsonObject { ["name"] = name, ["value"] = value });
}
