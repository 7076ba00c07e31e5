using System.Text.Json.Nodes;

namespace Fairlead.Emulators.Kubernetes.KubeRay;

/// <summary>A merge patch (RFC 7396).</summary>
internal static class JsonMerge
{
    public static void Into(JsonObject target, JsonObject patch)
    {
        foreach (var (name, value) in patch)
        {
            if (value is JsonObject inner && target[name] is JsonObject place)
                Into(place, inner);
            else if (value is null)
                target.Remove(name);
            else
                target[name] = value.DeepClone();
        }
    }
}
