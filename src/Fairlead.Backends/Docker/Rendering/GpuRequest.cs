using System.Collections.Immutable;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>The GPUs that each container of a job is shown.</summary>
/// <param name="Devices">Their indices as the vendor's tools count them; null: all there are.</param>
/// <param name="Runtime">The container runtime to use; null: the engine's own. NVIDIA only.</param>
public sealed record GpuRequest(GpuVendor Vendor, ImmutableArray<int>? Devices, string? Runtime = null);
