using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Recipes.Resolution;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>The <c>#SBATCH</c> lines of a job. Job name, comment, working directory and dependency are given on sbatch's command line.</summary>
internal static class Directives
{
    private const string Requeue = "requeue";
    private const string NoRequeue = "no-requeue";
    private const string NextGroup = "#SBATCH hetjob";

    /// <summary>Slurm may start the job again, after a preemption or the loss of a node.</summary>
    public static bool MayBeRequeued(ResolvedJob job, SlurmSettings settings) =>
        settings.Extra.LastOrDefault(option => option.Name is Requeue or NoRequeue) is { } chosen ? chosen.Name == Requeue : job.Recipe.Checkpoints;

    public static ImmutableArray<string> Of(ResolvedJob job, SlurmSettings settings, int ranksPerNode, bool attached)
    {
        var own = new HetGroup(job.Nodes, null, null, null, null, null, null);
        var script = ScriptWide(settings, MayBeRequeued(job, settings));
        var lines = Lines([.. Group(job, settings, own, ranksPerNode, attached), .. script], settings.Extra);
        foreach (var further in settings.HetGroups)
            lines = [.. lines, NextGroup, .. Lines(Group(job, settings, further, ranksPerNode, attached), settings.Extra)];
        return lines;
    }

    private static ImmutableArray<Directive> ScriptWide(SlurmSettings settings, bool requeue) =>
    [
        .. Given("array", settings.Array),
        new("export", "NONE"),
        new("open-mode", "append"),
        new("output", "logs/batch.log"),
        new(requeue ? Requeue : NoRequeue),
    ];

    private static ImmutableArray<Directive> Group(ResolvedJob job, SlurmSettings settings, HetGroup group, int ranksPerNode, bool attached) =>
    [
        .. Given("account", settings.Account),
        .. Given("constraint", group.Constraint ?? settings.Constraint),
        .. Given("cpus-per-task", Text(group.CpusPerTask ?? settings.CpusPerTask)),
        .. Given("exclude", settings.Exclude),
        .. settings.Exclusive ? new Directive[] { new("exclusive") } : [],
        .. Gpus(job, settings, group),
        .. Given("mem", group.Memory ?? settings.Memory),
        new("nodes", Text(group.Nodes)),
        new("ntasks-per-node", Text(ranksPerNode)),
        .. Given("partition", group.Partition ?? settings.PartitionFor(attached)),
        .. Given("qos", settings.Qos),
        .. Given("time", settings.Time),
    ];

    private static IEnumerable<Directive> Gpus(ResolvedJob job, SlurmSettings settings, HetGroup group)
    {
        var gres = group.Gres ?? (group.GpusPerNode is null ? settings.Gres : null);
        var gpus = group.GpusPerNode ?? job.GpusPerNode;
        return gres is not null ? Given("gres", gres) : Given("gpus-per-node", gpus > 0 ? Text(gpus) : null);
    }

    // What the user repeats replaces ours; requeue and no-requeue are one choice.
    private static ImmutableArray<string> Lines(IEnumerable<Directive> ours, ImmutableArray<Directive> extra)
    {
        var replaced = extra.Select(option => Choice(option.Name)).ToHashSet();
        var kept = ours.Where(directive => !replaced.Contains(Choice(directive.Name)));
        return [.. kept.Concat(extra).OrderBy(directive => directive.Name, StringComparer.Ordinal).Select(directive => directive.ToString())];
    }

    private static string Choice(string name) => name == NoRequeue ? Requeue : name;

    private static IEnumerable<Directive> Given(string name, string? value) => value is null ? [] : [new(name, value)];

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);
}
