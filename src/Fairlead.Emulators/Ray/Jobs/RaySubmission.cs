using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Ray.Jobs;

/// <summary>What a client sends to start a job; fields that Ray does not know are refused, as there.</summary>
/// <param name="RuntimeEnv">Only its <c>env_vars</c> are carried out.</param>
internal sealed record RaySubmission(string? Entrypoint, string? SubmissionId, JsonObject? RuntimeEnv, Dictionary<string, string>? Metadata)
{
    public IEnumerable<PodVariable> Variables =>
        (RuntimeEnv?["env_vars"] as JsonObject ?? []).Select(pair => new PodVariable(pair.Key, (string?)pair.Value ?? "", Literal: true));

    /// <summary>Null: it is not of this shape, and the problem says where.</summary>
    public static RaySubmission? Read(JsonObject? body, out string problem)
    {
        problem = "entrypoint is required";
        try
        {
            return body.Deserialize(RayBodies.Default.RaySubmission) is { Entrypoint: { Length: > 0 } } submission ? submission : null;
        }
        catch (JsonException exception)
        {
            problem = $"the request is not valid at {exception.Path}";
            return null;
        }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(RaySubmission))]
internal sealed partial class RayBodies : JsonSerializerContext;
