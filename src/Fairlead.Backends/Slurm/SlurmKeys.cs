using System.Collections.Immutable;
using Fairlead.Recipes.Profiles;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Backends.Slurm;

internal static class SlurmKeys
{
    public static readonly ImmutableArray<KnownKey> All =
    [
        new("account", Text, "The account to charge."),
        new("partition", Text, "The partition, unless one of the next two applies."),
        new("run_partition", Text, "The partition for attached jobs."),
        new("batch_partition", Text, "The partition for detached jobs."),
        new("qos", Text, "The quality of service."),
        new("constraint", Text, "Node features to ask for."),
        new("gres", Text, "Generic resources, in place of those from gpus_per_node."),
        new("exclude", Text, "Nodes to stay away from."),
        new("dependency", Text, "A dependency in sbatch's own words, for example afterok:123."),
        new("cpus_per_task", Integer, "CPUs for each task."),
        new("mem", Text, "Memory on each node, for example 64G; 0 is all of it."),
        new("time", Text, "The time limit, as sbatch writes it.", "04:00:00"),
        new("exclusive", Flag, "Whole nodes only."),
        new("extra_sbatch", TextList, "Further sbatch options, one each."),
        new("lustre_mount", Text, "One more mount, host:container; an empty string turns it off.", "/lustre:/lustre"),
        new("setup_lines", Text, "Shell lines for the batch script, before anything else."),
        new("array", Text, "Indices of a job array, as sbatch writes them, for example 0-3%2; each task is the whole job."),
        new("het_groups", TableList, "Further groups of nodes in one heterogeneous job: nodes, and what differs of partition, constraint, gres, gpus_per_node, cpus_per_task and mem."),
        new("tunnel", Text, "ssh: submit from the login node over SSH; local or absent: with sbatch on this machine.") { Use = KeyUse.Place },
        new("host", Text, "The login node.", "localhost") { Use = KeyUse.Place },
        new("port", Integer, "The SSH port; from the SSH configuration when absent.") { Use = KeyUse.Place },
        new("user", Text, "The SSH user; from the SSH configuration when absent.") { Use = KeyUse.Place },
        new("identity", LocalFile, "The SSH private key; a leading ~ is the home directory.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new("identity_passphrase", Text, "The passphrase of the SSH private key, as a reference: ${oc.env:NAME}, env:NAME or file:/path.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new("known_hosts", LocalFile, "The file of known SSH host keys; from the SSH configuration when absent; a leading ~ is the home directory.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new("accept_new_host_key", Flag, "Trust the key of an SSH host that was never seen before.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new("ssh_client", Text, "What speaks SSH: auto, builtin or openssh; auto, when absent, is builtin unless your SSH configuration asks for what only OpenSSH can do.") { Use = KeyUse.Place | KeyUse.ThisMachine },
        new(KnownKeys.WorkingDirectory, Text, "The directory in the container that Ray scripts are copied to and start in.") { Awaits = "working directories of Ray scripts" },
        new("pre_ray_start_commands", TextList, "Shell lines on every node before Ray starts."),
        new("ray_port", Integer, "The port of a Ray cluster's head, 1200 when absent; the next one is for Ray's clients."),
        new("sandbox", Table, "A code sandbox beside the job: container, port and command.") { Awaits = "the code sandbox" },
        new("persistent_cache", Text, "A directory for compiler and model caches that outlive the job.") { Awaits = "caches of compilers and models" },
        new("apptainer", Flag, "Run containers with Apptainer inside the job.") { Awaits = "containers by Apptainer" },
        new("sif_dir", Text, "Where Apptainer images are.") { Awaits = "containers by Apptainer" },
        new("build_partition", Text, "The partition images are built on.") { Awaits = "image builds on the cluster" },
        new("build_time", Text, "The time limit of an image build.") { Awaits = "image builds on the cluster" },
        new("build_image", Text, "The image that builds images.") { Awaits = "image builds on the cluster" },
        new("build_cache_dir", Text, "Where image builds keep their layers.") { Awaits = "image builds on the cluster" },
        new("build_registry", Text, "Where built images are pushed.") { Awaits = "image builds on the cluster" },
        new("build_include_gpus", Flag, "Ask for GPUs when building.") { Awaits = "image builds on the cluster" },
        new("build_gpus_per_node", Integer, "How many GPUs to build with.") { Awaits = "image builds on the cluster" },
    ];
}
