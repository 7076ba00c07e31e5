using System.Collections.Immutable;
using Fairlead.Node.JobEnvironment;
using Fairlead.Primitives;

namespace Fairlead.Node.Containers;

/// <summary>The mounts of a container, each target once.</summary>
/// <param name="Notes">For people: which gave way, and which are not there.</param>
internal sealed record MountPlan(ImmutableArray<ContainerMount> Mounts, ImmutableArray<string> Notes)
{
    private static readonly string[] Reserved = ["/", ContainerPlan.Workspace, ContainerPlan.Helpers];

    /// <param name="exists">Whether the host has a path.</param>
    /// <exception cref="FairleadException">A target is not to be had, or a path of the host is not there.</exception>
    public static MountPlan Of(IEnumerable<ContainerMount> options, IEnumerable<Resolved> declared, Predicate<string> exists)
    {
        var mounts = ImmutableArray.CreateBuilder<ContainerMount>();
        var notes = ImmutableArray.CreateBuilder<string>();
        foreach (var mount in options.Reverse().Concat(declared.Select(Declared)).OrderBy(mount => mount.Origin))
        {
            Check(mount);
            if (mounts.FirstOrDefault(other => other.Target == mount.Target) is { } kept)
            {
                if (kept.Source.TrimEnd('/') != mount.Source.TrimEnd('/'))
                    notes.Add($"{mount.Place}: the mount of '{mount.Source}' at '{mount.Target}' gives way to '{kept.Source}' ({kept.Place})");
            }
            else if (mount.Origin == MountOrigin.Option || exists(mount.Source))
            {
                mounts.Add(mount);
            }
            else if (mount.IsOptional)
            {
                notes.Add($"{mount.Place} is left out: this node has no '{mount.Source}'");
            }
            else
            {
                throw FairleadException.Usage($"{mount.Place}: expected '{mount.Source}' on this node, found nothing there", "mount it on the nodes, or write {\"source\": \"…\", \"optional\": true}");
            }
        }

        return new MountPlan([.. mounts.OrderBy(mount => mount.Target, StringComparer.Ordinal)], notes.ToImmutable());
    }

    private static ContainerMount Declared(Resolved mount) => new(
        mount.Value,
        mount.Key,
        mount.Layer == Layer.Runtime ? MountOrigin.Runtime : MountOrigin.Manifest,
        mount.Place,
        [Bind(mount.Value, mount.Key, mount.IsReadOnly)])
    { IsOptional = mount.IsOptional };

    /// <summary>Unlike --volume it carries every path, and makes no folder where none is.</summary>
    public static string Bind(string source, string target, bool isReadOnly = false) =>
        $"--mount={CsvField.Join(["type=bind", $"source={source}", $"target={target}", .. isReadOnly ? ["readonly"] : Array.Empty<string>()])}";

    private static void Check(ContainerMount mount)
    {
        if (Reserved.Contains(mount.Target))
            throw FairleadException.Usage($"{mount.Place}: nothing can be mounted at '{mount.Target}', where the {(mount.Target == "/" ? "image" : "job's own folder")} is", "choose another target");
        if (mount.Origin != MountOrigin.Option && mount.HostPath is null)
            throw FairleadException.Usage($"{mount.Place}: expected an absolute path of the host, found '{mount.Source}'");
    }
}
