using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;

namespace Fairlead.Backends.Cloud.Lepton.Rendering;

/// <summary>What a job's settings say to Lepton.</summary>
internal sealed record LeptonSettings
{
    private const string HomeKey = "nemo_run_dir";

    /// <summary>The workspace's API; null: as the environment says.</summary>
    public Uri? WorkspaceUrl { get; init; }

    /// <summary>The workspace behind NVIDIA's gateway; null: as the environment says.</summary>
    public string? WorkspaceId { get; init; }

    /// <summary>A reference; null: the usual variable.</summary>
    public string? Token { get; init; }

    /// <summary>The directory jobs live in, as the storage API names it: <c>volume/path</c>; null: it is on no named volume.</summary>
    public string? Storage { get; init; }

    /// <summary>The same directory as pods see it.</summary>
    public string Home => Cloud.Home;

    public required CloudSettings Cloud { get; init; }

    public ImmutableArray<VolumeMount> Mounts { get; init; } = [];

    public required string Shape { get; init; }

    public required string CpuShape { get; init; }

    public string? HeadShape { get; init; }

    public string? NodeGroup { get; init; }

    public string? Reservation { get; init; }

    public int? SharedMemory { get; init; }

    public string? Priority { get; init; }

    public bool CanPreempt { get; init; }

    public bool CanBePreempted { get; init; }

    /// <exception cref="FairleadException">A setting is missing, or Lepton cannot carry it; the message names its place.</exception>
    public static LeptonSettings Of(ResolvedJob job)
    {
        var settings = new SettingReader(job.ExecutorSettings);
        var cloud = CloudSettings.Of(job, HomeKey);
        var mounts = job.Mounts.Where(mount => mount is not GitMount).Select(Volume).ToImmutableArray();
        var cpuShape = settings.Text("cpu_resource_shape")!;
        return new LeptonSettings
        {
            WorkspaceUrl = ApiAddress.Of(settings, "workspace_url"),
            WorkspaceId = settings.Text("workspace_id"),
            Token = settings.SecretReference("workspace_token"),
            Storage = LeptonStorage.Of(cloud.Home, mounts) is { } found ? found.Path : throw settings.OriginOf(HomeKey).Fault($"'{HomeKey}' is '{cloud.Home}', which is not below the mount_path of any of 'mounts'", "mount the volume it is on, or move it"),
            Cloud = cloud,
            Mounts = mounts,
            Shape = ShapeOf(job, settings, cpuShape),
            CpuShape = cpuShape,
            HeadShape = settings.Text("head_resource_shape"),
            NodeGroup = settings.Text("node_group"),
            Reservation = settings.Text("node_reservation"),
            SharedMemory = settings.Number("shared_memory_size", minimum: 1),
            Priority = settings.Text("queue_priority"),
            CanPreempt = settings.Flag("can_preempt"),
            CanBePreempted = settings.Flag("can_be_preempted"),
        };
    }

    private static VolumeMount Volume(Mount mount) => mount as VolumeMount
        ?? throw mount.Origin.Fault($"the mount at '{mount.Target}' is of a kind that lepton does not have", "write it as a table: { path = \"/\", mount_path = \"...\", from = \"node-nfs:...\" }");

    private static string ShapeOf(ResolvedJob job, SettingReader settings, string cpuShape) => (job.GpusPerNode ?? 0, settings.Text("resource_shape")) switch
    {
        (0, { } shape) when shape.StartsWith("cpu", StringComparison.Ordinal) => shape,
        (0, _) => cpuShape,
        (_, { } shape) => shape,
        var (gpus, _) => throw settings.OriginOf("resource_shape").Fault($"profile {job.Profile} asks for {gpus} GPUs on each node and has no 'resource_shape'", "set it, for example to gpu.8xh100-80gb; or ask for none with gpus_per_node = 0"),
    };
}
