using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Node.JobEnvironment;

namespace Fairlead.Node.Containers;

/// <summary>The options that show GPUs to a container, and what it may do with them.</summary>
internal static class GpuFlags
{
    private const string Podman = "podman";

    // Both vendors' containers trace and tune their processes, and map files by FUSE.
    private static readonly ImmutableArray<string> Shared = ["--cap-add=SYS_PTRACE", "--cap-add=SYS_ADMIN", "--device=/dev/fuse", "--security-opt=seccomp=unconfined", "--security-opt=apparmor=unconfined"];

    /// <param name="indices">As the vendor's tools count them.</param>
    public static ImmutableArray<string> Of(NodeGpus node, ImmutableArray<int> indices, string client) => node.Vendor switch
    {
        GpuVendor.AMD when !indices.IsEmpty => ["--group-add=video", .. Shared, "--device=/dev/kfd", .. indices.Select(index => $"--device=/dev/dri/renderD{Text(node.RenderNodes[index])}")],
        GpuVendor.NVIDIA when !indices.IsEmpty => [.. Shared, "--cap-add=SYS_NICE", .. Devices(indices, Path.GetFileName(client))],
        _ => [],
    };

    // Docker's value is a line of comma-separated values, so a list is quoted within it.
    private static IEnumerable<string> Devices(ImmutableArray<int> indices, string client) => client == Podman
        ? indices.Select(index => $"--device=nvidia.com/gpu={Text(index)}")
        : [$"--gpus=\"device={string.Join(',', indices.Select(Text))}\""];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
