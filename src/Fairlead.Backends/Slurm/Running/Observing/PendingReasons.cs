namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Why a job waits, in plain words, with Slurm's code behind.</summary>
internal static class PendingReasons
{
    public static string Explain(string code) => Words(code) is { } words ? $"{words} ({code})" : code;

    private static string? Words(string code) => code switch
    {
        "" => null,
        "Priority" => "jobs of higher priority are ahead",
        "Resources" => "waits for nodes to become free",
        "Dependency" => "waits for the runs that it depends on",
        "DependencyNeverSatisfied" => "can never start: a run that it depends on did not succeed; cancel it",
        "BeginTime" => "its begin time has not come; a requeued job waits two minutes",
        "JobHeldUser" => "held by its user; scontrol release lets it go",
        "JobHeldAdmin" => "held by an administrator; ask them",
        "JobArrayTaskLimit" => "other tasks of its array run first",
        "PartitionDown" or "PartitionInactive" => "the partition is closed",
        "PartitionNodeLimit" => "asks for more nodes than the partition gives; lower nodes or choose another partition",
        "PartitionTimeLimit" => "asks for more time than the partition gives; lower time or choose another partition",
        "Reservation" => "waits for its reservation",
        "Licenses" => "waits for a licence",
        "InvalidAccount" => "its account is not valid; set account",
        "InvalidQOS" => "its qos is not valid",
        _ when code.StartsWith("ReqNodeNotAvail", StringComparison.Ordinal) => "nodes that it needs are down, drained or reserved",
        _ when code.StartsWith("Assoc", StringComparison.Ordinal) => "the account has reached a limit",
        _ when code.StartsWith("QOS", StringComparison.Ordinal) => "the qos has reached a limit",
        _ when code.StartsWith("launch failed", StringComparison.OrdinalIgnoreCase) => "held after its start failed; see logs/batch.log, then scontrol release",
        _ => null,
    };
}
