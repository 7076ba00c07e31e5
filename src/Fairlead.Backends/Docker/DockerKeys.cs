using System.Collections.Immutable;
using Fairlead.Recipes.Profiles;
using static Fairlead.Recipes.Profiles.KeyType;

namespace Fairlead.Backends.Docker;

internal static class DockerKeys
{
    public static readonly ImmutableArray<KnownKey> All =
    [
        new("container_client", Text, "The program that talks to the container engine: docker or podman.", "docker") { Use = KeyUse.Place },
        new("container_user", Text, "The user in the container, as uid:gid or a name the image knows; whoever submits when absent."),
        new("network", Text, "The containers' network: host, none, bridge, or one of your own by name, made when it is not there.", "host") { Use = KeyUse.Place },
        new("gpu_vendor", Text, "Whose GPUs: nvidia or amd.", "nvidia"),
        new("gpu_devices", Text, "The GPUs to take from, for example 0,2-3, or all; the first ones when absent."),
        new("runtime", Text, "The container runtime to use when NVIDIA GPUs are asked for; an empty string leaves it to the engine.", "nvidia"),
        new("ipc_mode", Text, "The IPC mode of the container, for example host."),
        new("shm_size", Text, "The size of /dev/shm, for example 16g."),
        new("ulimits", TextList, "Limits such as memlock=-1 or nofile=1024:4096, one each."),
        new("docker_args", TextList, "Further options of docker create, one word each."),
    ];
}
