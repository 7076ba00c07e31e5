using System.Collections.Immutable;
using Fairlead.Recipes.Profiles;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Backends.Cloud.Lepton;

internal static class LeptonKeys
{
    public static readonly ImmutableArray<KnownKey> All =
    [
        new("workspace_url", Text, "The workspace's API, ending in /api/v2/workspaces/ID; LEPTON_WORKSPACE_URL when absent, else NVIDIA's gateway.") { Use = KeyUse.Place },
        new("workspace_id", Text, "The workspace behind NVIDIA's gateway; LEPTON_WORKSPACE_ID when absent.") { Use = KeyUse.Place },
        new("workspace_token", Text, "The token, as a reference: ${oc.env:NAME}, env:NAME or file:/path; LEPTON_WORKSPACE_TOKEN when absent.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new("nemo_run_dir", Text, "The directory jobs live in, on a mounted volume.", Required: true) { Use = KeyUse.Place },
        new("resource_shape", Text, "The machine shape, for example gpu.8xh100."),
        new("cpu_resource_shape", Text, "The machine shape of jobs without GPUs, unless resource_shape is one without.", "cpu.small"),
        new("head_resource_shape", Text, "The machine shape of a Ray head; the workers' when absent."),
        new("node_group", Text, "The node group, by name.") { Use = KeyUse.Place },
        new("node_reservation", Text, "The reservation inside the node group."),
        new("shared_memory_size", Integer, "The size of /dev/shm, in MB.", 65536L),
        new("pre_launch_commands", TextList, "Shell lines in each pod before the launcher."),
        new("queue_priority", Text, "The priority in the queue, for example mid-4000."),
        new("can_preempt", Flag, "May stop jobs of lower priority."),
        new("can_be_preempted", Flag, "May be stopped by jobs of higher priority."),
    ];
}
