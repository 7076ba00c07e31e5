using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

internal static class SlurmKeys
{
    public static readonly KnownKey[] All =
    [
        new("account", Text, [Slurm], "The account to charge."),
        new("partition", Text, [Slurm], "The partition, unless one of the next two applies."),
        new("run_partition", Text, [Slurm], "The partition for attached jobs."),
        new("batch_partition", Text, [Slurm], "The partition for detached jobs."),
        new("qos", Text, [Slurm], "The quality of service."),
        new("constraint", Text, [Slurm], "Node features to ask for."),
        new("gres", Text, [Slurm], "Generic resources, in place of those from gpus_per_node."),
        new("exclude", Text, [Slurm], "Nodes to stay away from."),
        new("dependency", Text, [Slurm], "A dependency in sbatch's own words, for example afterok:123."),
        new("cpus_per_task", Integer, [Slurm], "CPUs for each task."),
        new("mem", Text, [Slurm], "Memory on each node, for example 64G; 0 is all of it."),
        new("time", Text, [Slurm], "The time limit, as sbatch writes it.", "04:00:00"),
        new("exclusive", Flag, [Slurm], "Whole nodes only."),
        new("extra_sbatch", TextList, [Slurm], "Further sbatch options, one each."),
        new("lustre_mount", Text, [Slurm], "One more mount, host:container; an empty string turns it off.", "/lustre:/lustre"),
        new("setup_lines", Text, [Slurm], "Shell lines for the batch script, before anything else."),
        new("array", Text, [Slurm], "Indices of a job array, as sbatch writes them, for example 0-3%2; each task is the whole job."),
        new("het_groups", TableList, [Slurm], "Further groups of nodes in one heterogeneous job: nodes, and what differs of partition, constraint, gres, gpus_per_node, cpus_per_task and mem."),
        new("tunnel", Text, [Slurm], "ssh: submit from the login node over SSH; local or absent: with sbatch on this machine."),
        new("host", Text, [Slurm], "The login node.", "localhost"),
        new("port", Integer, [Slurm], "The SSH port; from the SSH configuration when absent."),
        new("user", Text, [Slurm], "The SSH user; from the SSH configuration when absent."),
        new("identity", Text, [Slurm], "The SSH private key; a leading ~ is the home directory."),
        new("identity_passphrase", Text, [Slurm], "The passphrase of the SSH private key, as a reference: ${oc.env:NAME}, env:NAME or file:/path."),
        new("known_hosts", Text, [Slurm], "The file of known SSH host keys; from the SSH configuration when absent; a leading ~ is the home directory."),
        new("accept_new_host_key", Flag, [Slurm], "Trust the key of an SSH host that was never seen before."),
        new("ssh_client", Text, [Slurm], "What speaks SSH: auto, builtin or openssh; auto, when absent, is builtin unless your SSH configuration asks for what only OpenSSH can do."),
        new(KnownKeys.WorkingDirectory, Text, [Slurm], "The directory in the container that Ray scripts are copied to and start in."),
        new("pre_ray_start_commands", TextList, [Slurm], "Shell lines on every node before Ray starts."),
        new("sandbox", Table, [Slurm], "A code sandbox beside the job: container, port and command."),
        new("persistent_cache", Text, [Slurm], "A directory for compiler and model caches that outlive the job."),
        new("apptainer", Flag, [Slurm], "Run containers with Apptainer inside the job."),
        new("sif_dir", Text, [Slurm], "Where Apptainer images are."),
        new("build_partition", Text, [Slurm], "The partition images are built on."),
        new("build_time", Text, [Slurm], "The time limit of an image build."),
        new("build_image", Text, [Slurm], "The image that builds images."),
        new("build_cache_dir", Text, [Slurm], "Where image builds keep their layers."),
        new("build_registry", Text, [Slurm], "Where built images are pushed."),
        new("build_include_gpus", Flag, [Slurm], "Ask for GPUs when building."),
        new("build_gpus_per_node", Integer, [Slurm], "How many GPUs to build with."),
    ];
}
