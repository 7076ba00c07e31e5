using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

/// <summary>A workload as its type's own calls know it; written as <c>trainings/ID</c>.</summary>
internal sealed record WorkloadId(WorkloadType Type, string Id)
{
    /// <summary>Null when the ledger has no id of a workload.</summary>
    public static WorkloadId? Of(Run run) =>
        run.BackendId?.Split('/', 2) is [var type, var id] && WorkloadTypes.Parse(type) is { } known ? new WorkloadId(known, id) : null;

    public override string ToString() => $"{Type.Name()}/{Id}";
}
