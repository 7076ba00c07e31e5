using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

internal static class LeptonKeys
{
    public static readonly KnownKey[] All =
    [
        new("workspace_url", Text, [Lepton], "The workspace's API, ending in /api/v2/workspaces/ID; LEPTON_WORKSPACE_URL when absent, else NVIDIA's gateway."),
        new("workspace_id", Text, [Lepton], "The workspace behind NVIDIA's gateway; LEPTON_WORKSPACE_ID when absent."),
        new("workspace_token", Text, [Lepton], "The token, as a reference: ${oc.env:NAME}, env:NAME or file:/path; LEPTON_WORKSPACE_TOKEN when absent."),
        new("nemo_run_dir", Text, [Lepton], "The directory jobs live in, on a mounted volume.", Required: true),
        new("resource_shape", Text, [Lepton], "The machine shape, for example gpu.8xh100."),
        new("cpu_resource_shape", Text, [Lepton], "The machine shape of jobs without GPUs, unless resource_shape is one without.", "cpu.small"),
        new("head_resource_shape", Text, [Lepton], "The machine shape of a Ray head; the workers' when absent."),
        new("node_group", Text, [Lepton], "The node group, by name."),
        new("node_reservation", Text, [Lepton], "The reservation inside the node group."),
        new("shared_memory_size", Integer, [Lepton], "The size of /dev/shm, in MB.", 65536L),
        new("pre_launch_commands", TextList, [Lepton], "Shell lines in each pod before the launcher."),
        new("queue_priority", Text, [Lepton], "The priority in the queue, for example mid-4000."),
        new("can_preempt", Flag, [Lepton], "May stop jobs of lower priority."),
        new("can_be_preempted", Flag, [Lepton], "May be stopped by jobs of higher priority."),
    ];
}
