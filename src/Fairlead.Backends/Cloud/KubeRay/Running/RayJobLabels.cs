using System.Text.Json.Nodes;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>The labels by which RayJobs and their pods are known. KubeRay's own: github.com/ray-project/kuberay, ray-operator/controllers/ray/utils/constant.go.</summary>
internal static class RayJobLabels
{
    /// <summary>Which RayJobs are Fairlead's.</summary>
    public const string Selector = $"{ManagedBy}={Fairlead}";

    private const string ManagedBy = "app.kubernetes.io/managed-by";
    private const string Fairlead = "fairlead";
    private const string Spec = "fairlead.dev/spec";
    private const int SpecCharacters = 32;

    /// <param name="spec">As it was rendered: without variables that carry files.</param>
    public static JsonObject Of(string spec) => new() { [ManagedBy] = Fairlead, [Spec] = ValueOf(spec) };

    /// <summary>The RayJob of a run's name is the run's, and not somebody else's of the same name.</summary>
    public static bool IsOf(Run run, RayJob job) => RayJobId.IsMade(run) || WasMadeFrom(run.Request.PartAs<CloudPart>().Spec, job);

    public static bool WasMadeFrom(string spec, RayJob job) => job.Metadata.Labels?.GetValueOrDefault(Spec) == ValueOf(spec);

    /// <summary>Of the pods that submit a job to its cluster, and show its output.</summary>
    public static string OfSubmitters(string job) => $"job-name={job}";

    public static string OfCluster(string cluster) => $"ray.io/cluster={cluster}";

    // A label's value has 63 characters at most.
    private static string ValueOf(string spec) => Digest.Of(spec).ToString()[..SpecCharacters];
}
