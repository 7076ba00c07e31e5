using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>What the one srun of a job is told beyond what is the same for all.</summary>
internal static class SrunFlags
{
    /// <summary>srun asks anew for CPUs of a task, once for all groups; where they differ, tasks get those of their node.</summary>
    public static ImmutableArray<string> Placement(SlurmSettings settings)
    {
        var cpus = settings.HetGroups.Select(group => group.CpusPerTask ?? settings.CpusPerTask).Append(settings.CpusPerTask).Distinct().ToArray();
        return
        [
            .. settings.HetGroups.IsEmpty ? Array.Empty<string>() : [$"--het-group=0-{Text(settings.HetGroups.Length)}"],
            .. cpus switch
            {
                [int same] => [$"--cpus-per-task={Text(same)}"],
                [null] => Array.Empty<string>(),
                _ => ["--cpu-bind=none"],
            },
        ];
    }

    /// <summary>The flags of pyxis. Names of variables only: values travel in the environment.</summary>
    public static ImmutableArray<string> Container(string image, ImmutableArray<ContainerMount> mounts, IEnumerable<string> variables) =>
    [
        ShellWord.Quote($"--container-image={image}"),
        $"--container-mounts={Mounts(mounts)}",
        $"--container-workdir={MountPlan.RunDirectory}/code",
        $"--container-env={string.Join(',', variables.Order(StringComparer.Ordinal))}",
        "--no-container-mount-home",
    ];

    // The run folder is known when the script runs. No mount holds a line feed.
    private static string Mounts(ImmutableArray<ContainerMount> mounts)
    {
        var list = string.Join(',', mounts.Select(mount => MountPlan.IsOfTheRun(mount.Source) ? $"\n{mount.ToString()[MountPlan.RunDirectory.Length..]}" : mount.ToString()).Prepend($"\n:{MountPlan.RunDirectory}"));
        return string.Join("\"$fl_run\"", list.Split('\n').Select(part => part.Length == 0 ? "" : ShellWord.Quote(part)));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
