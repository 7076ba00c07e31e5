namespace Fairlead.Emulators.RunAi;

/// <summary>The phases that a workload of this emulator goes through, in run:ai's words.</summary>
internal enum Phase
{
    Creating,
    Initializing,
    Pending,
    Running,
    Completed,
    Failed,
    Stopping,
    Stopped,
    Resuming,
    Deleting,
}
