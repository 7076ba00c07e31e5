using System.Globalization;

namespace Fairlead.Images.Engine;

/// <summary>The AMD GPUs of this machine.</summary>
public static class RenderNodes
{
    private const string Topology = "/sys/class/kfd/kfd/topology/nodes";
    private const string Minor = "drm_render_minor";

    /// <summary>The number of <c>/dev/dri/renderD…</c> of each, in the order in which ROCm counts them.</summary>
    /// <param name="topology">The driver's own list; nodes without a render node are processors.</param>
    public static IReadOnlyList<int> Read(string topology = Topology) =>
    [
        .. (Directory.Exists(topology) ? Directory.GetDirectories(topology) : [])
            .OrderBy(node => int.Parse(Path.GetFileName(node), CultureInfo.InvariantCulture))
            .Select(node => MinorOf(Path.Combine(node, "properties")))
            .Where(minor => minor > 0),
    ];

    private static int MinorOf(string properties) =>
        File.ReadLines(properties).Select(line => line.Split(' ')).FirstOrDefault(words => words[0] == Minor) is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
}
