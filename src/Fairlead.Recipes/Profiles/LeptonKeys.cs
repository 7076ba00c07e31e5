using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

internal static class LeptonKeys
{
    public static readonly KnownKey[] All =
    [
        new("nemo_run_dir", Text, [Lepton], "The directory jobs live in, on a mounted volume.", Required: true),
        new("resource_shape", Text, [Lepton], "The machine shape, for example gpu.8xh100."),
        new("head_resource_shape", Text, [Lepton], "The machine shape of a Ray head; the workers' when absent."),
        new("node_group", Text, [Lepton], "The node group."),
        new("node_reservation", Text, [Lepton], "The reservation inside the node group."),
        new("shared_memory_size", Integer, [Lepton], "The size of /dev/shm, in MB.", 65536L),
        new("image_pull_secrets", TextList, [Lepton], "The names of the platform's registry credentials."),
        new("pre_launch_commands", TextList, [Lepton], "Shell lines in each pod before the launcher."),
        new("ray_version", Text, [Lepton], "The Ray version of a cluster, for example 2.48.0."),
        new(KnownKeys.SecretVariables, TextTable, [Lepton], "Variables whose values are secrets named on the platform."),
        new("queue_priority", Text, [Lepton], "The priority in the queue."),
        new("can_preempt", Flag, [Lepton], "May stop jobs of lower priority."),
        new("can_be_preempted", Flag, [Lepton], "May be stopped by jobs of higher priority."),
    ];
}
