using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Fairlead.Emulators.Http;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>Names of objects: subdomains of RFC 1123.</summary>
internal static partial class KubeRayNames
{
    private const int Longest = 253;

    /// <summary>The name of an object that has been checked.</summary>
    public static string Of(JsonObject body) => body.Object("metadata")!.Text("name")!;

    /// <summary>Null: the name can be had.</summary>
    public static KubernetesRefusal? Check(JsonObject body) =>
        body.Object("metadata")?.Text("name") is not { } name ? KubernetesRefusal.Invalid("metadata.name is required")
        : name.Length > Longest || !Subdomain().IsMatch(name) ? KubernetesRefusal.Invalid($"metadata.name \"{name}\" is not a lower-case RFC 1123 subdomain")
        : null;

    [GeneratedRegex(@"^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\z")]
    private static partial Regex Subdomain();
}
