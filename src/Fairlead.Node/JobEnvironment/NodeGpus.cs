using System.Collections.Immutable;
using System.Globalization;

namespace Fairlead.Node.JobEnvironment;

/// <summary>Whose GPUs; the names are those of manifests.</summary>
internal enum GpuVendor
{
    AMD,
    NVIDIA,
}

/// <summary>The GPUs of this node.</summary>
/// <param name="RenderNodes">Of AMD's: the number of each one's <c>/dev/dri/renderD…</c>.</param>
/// <param name="Architecture">Such as <c>gfx942</c>; null where it is not known.</param>
internal sealed record NodeGpus(GpuVendor? Vendor, int Count, ImmutableArray<int> RenderNodes, string? Architecture = null)
{
    public static readonly NodeGpus None = new(null, 0, []);
    private const string KfdNodes = "/sys/class/kfd/kfd/topology/nodes";
    private const string NvidiaGpus = "/proc/driver/nvidia/gpus";

    public static NodeGpus Detect(string kfd = KfdNodes, string nvidia = NvidiaGpus)
    {
        if (RenderNodesOf(kfd) is { Length: > 0 } nodes)
            return new NodeGpus(GpuVendor.AMD, nodes.Length, nodes, ArchitectureOf(kfd));
        return Directory.Exists(nvidia) && Directory.GetDirectories(nvidia).Length is var count and > 0 ? new NodeGpus(GpuVendor.NVIDIA, count, []) : None;
    }

    private static ImmutableArray<int> RenderNodesOf(string kfd) => [.. Images.Engine.RenderNodes.Read(kfd)];

    // 90402 is gfx942 and 90010 gfx90a: two digits each, the last ones as one hexadecimal digit (the driver's kfd_topology.c).
    private static string? ArchitectureOf(string kfd) => Directory.GetDirectories(kfd)
        .SelectMany(node => File.ReadLines(Path.Combine(node, "properties")))
        .Select(line => line.Split(' '))
        .Where(words => words is ["gfx_target_version", not "0"])
        .Select(words => int.Parse(words[1], CultureInfo.InvariantCulture))
        .Select(version => string.Create(CultureInfo.InvariantCulture, $"gfx{version / 10000}{version / 100 % 100:x}{version % 100:x}"))
        .FirstOrDefault();
}
