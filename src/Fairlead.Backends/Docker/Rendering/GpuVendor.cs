namespace Fairlead.Backends.Docker.Rendering;

/// <summary>Whose GPUs a container is shown. The names in lower case are the values of <c>gpu_vendor</c>.</summary>
public enum GpuVendor
{
    Nvidia,
    Amd,
}
