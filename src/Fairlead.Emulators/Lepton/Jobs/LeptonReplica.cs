using Fairlead.Emulators.Pods;

namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>One start of one of a job's pods; a replica that is tried again is another one.</summary>
/// <param name="Id"><c>JOB-INDEX-</c> and five characters.</param>
/// <param name="Index">Its place in the job, 0 for the first.</param>
internal sealed record LeptonReplica(string Id, int Index, Pod Pod)
{
    public bool IsActive => Pod.State is PodState.Pending or PodState.Running;

    public bool HasFailed => Pod.State is PodState.Failed;
}
