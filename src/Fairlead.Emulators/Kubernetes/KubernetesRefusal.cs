using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Kubernetes;

/// <summary>Why a request is not served, as a Status of Kubernetes' (kubernetes/apimachinery: pkg/apis/meta/v1/types.go).</summary>
/// <param name="Code">The HTTP status.</param>
/// <param name="Reason">The word that programs decide by.</param>
internal sealed record KubernetesRefusal(int Code, string Reason, string Message)
{
    public static KubernetesRefusal Unauthorized { get; } = new(401, nameof(Unauthorized), "Unauthorized");

    public static KubernetesRefusal BadRequest(string message) => new(400, nameof(BadRequest), message);

    public static KubernetesRefusal Invalid(string message) => new(422, nameof(Invalid), message);

    /// <param name="resource">Such as <c>rayjobs.ray.io</c>.</param>
    public static KubernetesRefusal NotFound(string resource, string name) => new(404, nameof(NotFound), $"{resource} \"{name}\" not found");

    public static KubernetesRefusal AlreadyExists(string resource, string name) => new(409, nameof(AlreadyExists), $"{resource} \"{name}\" already exists");

    public JsonObject Body => new()
    {
        ["kind"] = "Status",
        ["apiVersion"] = "v1",
        ["metadata"] = new JsonObject(),
        ["status"] = "Failure",
        ["message"] = Message,
        ["reason"] = Reason,
        ["code"] = Code,
    };
}
