using System.Text.Json;
using System.Text.Json.Nodes;
using Fairlead.Emulators.Http;
using Fairlead.Primitives;

namespace Fairlead.Emulators.RunAi;

/// <summary>What run:ai refuses of a workload with 400.</summary>
internal static class WorkloadRules
{
    private const int LongestText = 10_000;
    private const int LongestClaim = 63;
    private static readonly string[] Frameworks = ["MPI", "PyTorch", "TF", "XGBoost", "JAX"];

    /// <summary>Null when the specification may be used.</summary>
    public static string? Refuse(WorkloadKind kind, JsonObject? spec, Credentials credentials) =>
        spec is null
            ? "spec is required"
            : Texts(spec)
                ?? (kind == WorkloadKind.Distributed ? Distribution(spec) : null)
                ?? spec.Objects("environmentVariables").Select(variable => Variable(variable, credentials)).FirstOrDefault(refusal => refusal is not null)
                ?? (spec.Object("storage")?.Objects("pvc") ?? []).Select(Claim).FirstOrDefault(refusal => refusal is not null);

    private static string? Texts(JsonObject spec)
    {
        if (spec.Text("image") is not { Length: > 0 })
            return "spec.image is required";
        if (spec.Text("args") is { Length: > LongestText } args)
            return $"spec.args has {args.Length} characters, and {LongestText} are allowed";
        foreach (var name in new[] { "command", "args" })
        {
            if (spec[name] is { } value && (value.GetValueKind() != JsonValueKind.String || WordSplit.Split(value.GetValue<string>()) is null))
                return $"spec.{name} must be a string whose quotes are closed";
        }

        return null;
    }

    private static string? Distribution(JsonObject spec) =>
        !Frameworks.Contains(spec.Text("distributedFramework")) ? $"spec.distributedFramework must be one of {string.Join(", ", Frameworks)}"
        : spec.Number("numWorkers") is not >= 1 ? "spec.numWorkers must be at least 1"
        : null;

    private static string? Variable(JsonObject variable, Credentials credentials)
    {
        if (variable.Text("name") is not { Length: > 0 } name)
            return "an environment variable needs a name";
        var value = variable.Text("value");
        var secret = variable.Object("secret");
        if (value is null == secret is null)
            return $"the environment variable {name} needs either a value or a secret";
        if (value?.Length > LongestText)
            return $"the value of the environment variable {name} has {value.Length} characters, and {LongestText} are allowed";
        return secret is not null && credentials.Find(secret.Text("name"), secret.Text("key")) is null
            ? $"the environment variable {name} refers to the key {secret.Text("key")} of the secret {secret.Text("name")}, which does not exist"
            : null;
    }

    private static string? Claim(JsonObject claim) =>
        claim.Text("path") is not ['/', ..] ? "a pvc needs an absolute path"
        : claim.Text("claimName") is not { Length: >= 1 and <= LongestClaim } ? $"a pvc needs a claimName of at most {LongestClaim} characters"
        : null;
}
