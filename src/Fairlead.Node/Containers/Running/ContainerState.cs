using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Images.Engine;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers.Running;

/// <summary>What an engine says of a container.</summary>
/// <param name="Fault">The engine's own words, when it could not be started.</param>
internal sealed record ContainerState(bool IsRunning, bool HasRun, int Code, bool IsOutOfMemory, string Fault)
{
    private static readonly string[] Unstarted = ["created", "configured", "initialized"];

    /// <exception cref="FairleadException">The engine does not answer.</exception>
    public static async Task<ContainerState> ReadAsync(ContainerEngine engine, string id, CancellationToken cancellationToken)
    {
        var text = await engine.RunAsync(["container", "inspect", "--format={{json .State}}", id], cancellationToken);
        try
        {
            var state = JsonNode.Parse(text)!.AsObject();
            var status = (string?)state["Status"] ?? "";
            return new ContainerState((bool?)state["Running"] ?? false, !Unstarted.Contains(status), (int?)state["ExitCode"] ?? 0, (bool?)state["OOMKilled"] ?? false, (string?)state["Error"] ?? "");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw FairleadException.Stage($"expected the state of a container, found something else: {exception.Message}", "./build.sh --target=Doctor looks at the engine", exception);
        }
    }
}
