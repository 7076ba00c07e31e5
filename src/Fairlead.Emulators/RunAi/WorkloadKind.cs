namespace Fairlead.Emulators.RunAi;

/// <summary>The types of workloads; each has its own paths.</summary>
internal enum WorkloadKind
{
    Workspace,
    Training,
    Distributed,
}

internal static class WorkloadKinds
{
    public static string Path(this WorkloadKind kind) => kind switch
    {
        WorkloadKind.Workspace => "workspaces",
        WorkloadKind.Training => "trainings",
        _ => "distributed",
    };
}
