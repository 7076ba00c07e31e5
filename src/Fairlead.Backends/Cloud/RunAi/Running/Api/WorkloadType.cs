namespace Fairlead.Backends.Cloud.RunAi.Running.Api;

/// <summary>The types of workloads that are made here.</summary>
internal enum WorkloadType
{
    Workspaces,
    Trainings,
    Distributed,
}

internal static class WorkloadTypes
{
    /// <summary>As paths of the API have it.</summary>
    public static string Name(this WorkloadType type) => type.ToString().ToLowerInvariant();

    public static WorkloadType? Parse(string name) => Enum.GetValues<WorkloadType>().Cast<WorkloadType?>().FirstOrDefault(type => type!.Value.Name() == name);

    /// <param name="workload">A request's word for it.</param>
    public static WorkloadType OfRequest(string workload) => workload switch
    {
        "training" => WorkloadType.Trainings,
        "distributed" => WorkloadType.Distributed,
        _ => throw new ArgumentException($"run:ai has no workload of the type '{workload}'", nameof(workload)),
    };
}
