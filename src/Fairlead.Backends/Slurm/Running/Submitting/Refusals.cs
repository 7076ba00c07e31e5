namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>What to do about sbatch's refusals.</summary>
internal static class Refusals
{
    private static readonly (string Words, string Remedy)[] Known =
    [
        ("account", "sacctmgr show associations user=$USER shows your accounts; set account in the profile"),
        ("partition", "sinfo --summarize shows the partitions and their limits; set partition, run_partition or batch_partition in the profile"),
        ("QOS", "sacctmgr show qos shows them; set qos in the profile"),
        ("time limit", "sinfo --summarize shows the limits of partitions; set time in the profile"),
        ("dependency", "correct dependency in the profile if it sets one; if not, the job that this one depends on is not known any more: run the preparation again with --resubmit"),
        ("node count", "sinfo --summarize shows how many nodes partitions have; set nodes"),
        ("feature", "sinfo -o '%P %f' shows the features of nodes; set constraint in the profile"),
        ("option", "correct extra_sbatch in the profile"),
        ("node configuration", "sinfo -o '%P %D %c %m %G' shows what nodes have; set nodes, gpus_per_node, cpus_per_task or mem"),
    ];

    public static string Remedy(string words) =>
        Known.Where(known => words.Contains(known.Words, StringComparison.OrdinalIgnoreCase)).Select(known => known.Remedy)
            .FirstOrDefault("correct the profile, then run the same command again");
}
