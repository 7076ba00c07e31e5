namespace Fairlead.Emulators.Pods;

/// <summary>How far a pod has come, in Kubernetes' words.</summary>
public enum PodState
{
    Pending,
    Running,
    Succeeded,
    Failed,
}
