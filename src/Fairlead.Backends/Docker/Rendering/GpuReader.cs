using System.Collections.Immutable;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Reads which GPUs a job wants: a count, a list to take from, or both.</summary>
internal static class GpuReader
{
    private const string DevicesKey = "gpu_devices";
    private const string VendorKey = "gpu_vendor";
    private const string All = "all";

    /// <summary>Null: none.</summary>
    /// <exception cref="FairleadException">No known vendor, no list of indices, or fewer GPUs in the list than are asked for.</exception>
    public static GpuRequest? Read(ResolvedJob job, SettingReader settings)
    {
        var devices = settings.Text(DevicesKey);
        if (job.GpusPerNode == 0 || (job.GpusPerNode is null && devices is null))
            return null;
        var vendor = Vendor(settings);
        return new GpuRequest(vendor, Chosen(job.GpusPerNode, devices, settings), vendor == GpuVendor.Nvidia ? settings.Text("runtime") : null);
    }

    private static GpuVendor Vendor(SettingReader settings) => settings.Text(VendorKey) switch
    {
        null or "nvidia" => GpuVendor.Nvidia,
        "amd" => GpuVendor.Amd,
        var other => throw settings.OriginOf(VendorKey).Fault($"'{VendorKey}' expects nvidia or amd, found '{other}'"),
    };

    private static ImmutableArray<int>? Chosen(int? count, string? devices, SettingReader settings)
    {
        if (devices is null or All)
            return count is { } first ? [.. Enumerable.Range(0, first)] : null;
        var list = Indices(devices, settings);
        return count is not { } wanted || wanted <= list.Length
            ? list[..(count ?? list.Length)]
            : throw settings.OriginOf(DevicesKey).Fault($"'{DevicesKey}' has {list.Length} GPUs, '{devices}', and gpus_per_node asks for {wanted}", "name more, or lower gpus_per_node");
    }

    private static ImmutableArray<int> Indices(string text, SettingReader settings) =>
        IndexList.TryParse(text, out var indices) ? indices : throw settings.OriginOf(DevicesKey).Fault($"'{DevicesKey}' expects indices such as 0,2-3, or all, found '{text}'");
}
