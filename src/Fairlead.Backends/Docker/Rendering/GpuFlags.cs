using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>The options of <c>docker create</c> that show GPUs to a container.</summary>
public static class GpuFlags
{
    // What ROCm needs beyond its devices (its installation guide, "Running ROCm Docker containers").
    private static readonly ImmutableArray<string> ForRocm = ["--group-add=video", "--cap-add=SYS_PTRACE", "--security-opt=seccomp=unconfined", "--ipc=host"];

    /// <param name="client">docker or podman.</param>
    /// <param name="renderNodes">The numbers of the machine's <c>/dev/dri/renderD…</c> in the order of its AMD GPUs.</param>
    /// <exception cref="FairleadException">The machine has no AMD GPU of an index that is asked for.</exception>
    public static ImmutableArray<string> Of(GpuRequest? gpus, string client, IReadOnlyList<int> renderNodes) => gpus switch
    {
        null => [],
        { Vendor: GpuVendor.Amd } => Amd(gpus, renderNodes),
        _ when client == DockerSettings.Podman => [.. Names(gpus).Select(name => $"--device=nvidia.com/gpu={name}")],
        _ => [.. gpus.Runtime is { } runtime ? [$"--runtime={runtime}"] : Array.Empty<string>(), $"--gpus={Selection(gpus)}"],
    };

    // The value is a line of comma-separated values, so a list is quoted within it.
    private static string Selection(GpuRequest gpus) => gpus.Devices is null ? "all" : $"\"device={string.Join(',', Names(gpus))}\"";

    private static IEnumerable<string> Names(GpuRequest gpus) => gpus.Devices is { } devices ? devices.Select(Text) : ["all"];

    private static ImmutableArray<string> Amd(GpuRequest gpus, IReadOnlyList<int> renderNodes)
    {
        var devices = gpus.Devices ?? [.. Enumerable.Range(0, renderNodes.Count)];
        return devices.FirstOrDefault(device => device >= renderNodes.Count, -1) is var missing and >= 0
            ? throw FairleadException.Usage($"the job asks for AMD GPU {missing}, and this machine has {renderNodes.Count}, counted from 0 (/sys/class/kfd/kfd/topology/nodes)", "set gpus_per_node or gpu_devices")
            : ["--device=/dev/kfd", .. devices.Select(device => $"--device=/dev/dri/renderD{Text(renderNodes[device])}"), .. ForRocm];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
