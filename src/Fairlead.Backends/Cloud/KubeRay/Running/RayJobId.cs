using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.KubeRay.Running;

/// <summary>What the ledger notes of a run that is a RayJob: <c>rayjobs/NAMESPACE/NAME</c>.</summary>
internal sealed record RayJobId(string Namespace, string Name)
{
    private const string Kind = "rayjobs";
    private const string Workload = "rayjob";

    /// <summary>Every attempt at a request has a name of its own, which is known before anything is made.</summary>
    public static string NameOf(Run run) => JobName.WithAttempt(run.Name, run.Attempt);

    /// <summary>The run is, or is to be, a RayJob.</summary>
    public static bool Is(Run run) => run.BackendId is null or CloudMarks.NoJob ? run.Request.PartAs<CloudPart>().Workload == Workload : IsMade(run);

    /// <summary>The ledger knows that it was made.</summary>
    public static bool IsMade(Run run) => run.BackendId?.StartsWith($"{Kind}/", StringComparison.Ordinal) == true;

    public override string ToString() => $"{Kind}/{Namespace}/{Name}";
}
