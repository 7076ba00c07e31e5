using System.Text.Json.Serialization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>A Ray cluster of the platform's that a job runs on.</summary>
/// <param name="ExistingCluster">The name of one that is there; null: the job has its own.</param>
/// <param name="AtEnd">What becomes of the job's own cluster.</param>
public sealed record CloudRay(string? ExistingCluster, RayClusterEnd AtEnd)
{
    /// <summary>The spec of a job that puts the commits on the volume before the cluster's pods mount them; null: there are none.</summary>
    [JsonConverter(typeof(CanonicalJsonConverter))]
    public string? CheckoutSpec { get; init; }
}

/// <summary>What becomes of a Ray cluster when its job is over.</summary>
public enum RayClusterEnd
{
    Suspend,
    Delete,
    Keep,
}
