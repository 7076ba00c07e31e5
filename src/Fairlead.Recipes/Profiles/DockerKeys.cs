using static Fairlead.Recipes.ExecutorKind;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Recipes.Profiles;

internal static class DockerKeys
{
    public static readonly KnownKey[] All =
    [
        new("container_client", Text, [Docker], "The program that talks to the container engine: docker or podman.", "docker"),
        new("container_user", Text, [Docker], "The user in the container, as uid:gid or a name the image knows; whoever submits when absent."),
        new("network", Text, [Docker], "The containers' network: host, none, bridge, or one of your own by name, made when it is not there.", "host"),
        new("gpu_vendor", Text, [Docker], "Whose GPUs: nvidia or amd.", "nvidia"),
        new("gpu_devices", Text, [Docker], "The GPUs to take from, for example 0,2-3, or all; the first ones when absent."),
        new("runtime", Text, [Docker], "The container runtime to use when NVIDIA GPUs are asked for; an empty string leaves it to the engine.", "nvidia"),
        new("ipc_mode", Text, [Docker], "The IPC mode of the container, for example host."),
        new("shm_size", Text, [Docker], "The size of /dev/shm, for example 16g."),
        new("ulimits", TextList, [Docker], "Limits such as memlock=-1 or nofile=1024:4096, one each."),
        new("docker_args", TextList, [Docker], "Further options of docker create, one word each."),
    ];
}
