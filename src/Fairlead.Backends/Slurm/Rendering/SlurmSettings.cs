using System.Collections.Immutable;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Recipes.Resolution.Mounts;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What a job's settings say to Slurm.</summary>
public sealed record SlurmSettings
{
    private const string LustreMountKey = "lustre_mount";

    public required SlurmSite Site { get; init; }

    public string? Account { get; init; }

    internal string? Partition { get; init; }

    internal string? AttachedPartition { get; init; }

    internal string? DetachedPartition { get; init; }

    internal string? Qos { get; init; }

    internal string? Constraint { get; init; }

    internal string? Gres { get; init; }

    internal string? Exclude { get; init; }

    internal string? Dependency { get; init; }

    internal int? CpusPerTask { get; init; }

    internal string? Memory { get; init; }

    internal string? Time { get; init; }

    internal bool Exclusive { get; init; }

    internal ImmutableArray<Directive> Extra { get; init; } = [];

    internal HostMount? LustreMount { get; init; }

    internal string? SetupLines { get; init; }

    internal string? Array { get; init; }

    internal ImmutableArray<string> BeforeRay { get; init; } = [];

    internal int RayPort { get; init; }

    internal ImmutableArray<HetGroup> HetGroups { get; init; } = [];

    /// <summary>Those that jobs of the profile may go to; none: the cluster's default.</summary>
    public ImmutableArray<string> Partitions => [.. new[] { PartitionFor(attached: false), PartitionFor(attached: true) }.OfType<string>().Distinct()];

    internal string? PartitionFor(bool attached) => (attached ? AttachedPartition : DetachedPartition) ?? Partition;

    /// <exception cref="FairleadException">A setting is missing, or Slurm cannot carry it; the message names its place.</exception>
    public static SlurmSettings Of(ResolvedJob job)
    {
        var settings = new SettingReader(job.ExecutorSettings);
        return new SlurmSettings
        {
            Site = SlurmSiteReader.Read(settings),
            Account = settings.Text("account"),
            Partition = settings.Text("partition"),
            AttachedPartition = settings.Text("run_partition"),
            DetachedPartition = settings.Text("batch_partition"),
            Qos = settings.Text("qos"),
            Constraint = settings.Text("constraint"),
            Gres = settings.Text("gres"),
            Exclude = settings.Text("exclude"),
            Dependency = settings.Text("dependency"),
            CpusPerTask = settings.Number("cpus_per_task", minimum: 1),
            Memory = SlurmFormats.Memory(settings, "mem"),
            Time = SlurmFormats.Time(settings, "time"),
            Exclusive = settings.Flag("exclusive"),
            Extra = [.. settings.Texts("extra_sbatch").Select(entry => ExtraOption.Parse(entry.Text, entry.Origin))],
            LustreMount = settings.Text(LustreMountKey) is { } mount ? Lustre(mount, settings.OriginOf(LustreMountKey)) : null,
            SetupLines = settings.Lines("setup_lines"),
            Array = SlurmFormats.Array(settings, "array"),
            BeforeRay = [.. settings.Texts("pre_ray_start_commands").Select(line => line.Text)],
            RayPort = SlurmFormats.Port(settings, "ray_port") ?? RayCluster.UsualPort,
            HetGroups = [.. settings.Tables("het_groups").Select(HetGroup.Of)],
        };
    }

    private static HostMount Lustre(string text, Origin origin) =>
        MountParser.Parse(new ScalarSetting(text, origin)) as HostMount ?? throw origin.Fault($"'{LustreMountKey}' expects host:container, found '{text}'");
}
