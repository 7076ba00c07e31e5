using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution.Mounts;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>The mounts of a job, each target once: options in <c>docker_args</c> win over the profile's mounts, and those over the recipe's.</summary>
/// <param name="Warnings">One line for each mount that gives way.</param>
internal sealed record DockerMountPlan(ImmutableArray<DockerMount> Mounts, ImmutableArray<string> Warnings)
{
    public static readonly DockerMountPlan None = new([], []);
    private static readonly string[] RecipeLayers = ["run spec", "recipe config"];

    /// <exception cref="FairleadException">Two sources for one target, neither of which wins.</exception>
    public static DockerMountPlan Of(ImmutableArray<Mount> mounts, ImmutableArray<DockerOption> options)
    {
        var ofRecipe = mounts.Where(IsOfRecipe).Select(DockerMountReader.Read);
        var ofProfile = mounts.Where(mount => !IsOfRecipe(mount)).Select(DockerMountReader.Read);
        var ofUser = options.Select(DockerMountReader.Read).OfType<DockerMount>();
        return None.Under(ofRecipe).Under(ofProfile).Under(ofUser);
    }

    /// <summary>The plan with a layer of mounts laid over it.</summary>
    private DockerMountPlan Under(IEnumerable<DockerMount> layer)
    {
        var upper = ImmutableArray.CreateBuilder<DockerMount>();
        foreach (var mount in layer)
        {
            if (upper.FirstOrDefault(other => other.Target == mount.Target) is not { } first)
                upper.Add(mount);
            else if (!first.IsSameAs(mount))
                throw mount.Origin.Fault($"two sources for the mount target '{mount.Target}': '{first.Source}' ({first.Origin.Place}) and '{mount.Source}'", "keep one");
        }

        var replaced = Mounts.Where(mount => upper.Any(other => other.Target == mount.Target)).ToArray();
        return new DockerMountPlan(
            [.. Mounts.Except(replaced), .. upper],
            [.. Warnings, .. replaced.Select(mount => (Lost: mount, Kept: upper.First(other => other.Target == mount.Target))).Where(pair => !pair.Lost.IsSameAs(pair.Kept)).Select(pair => Warning(pair.Lost, pair.Kept))]);
    }

    private static string Warning(DockerMount lost, DockerMount kept) =>
        $"{lost.Origin.Place}: the mount of '{lost.Source}' at '{lost.Target}' gives way to '{kept.Source}' ({kept.Origin.Place})";

    private static bool IsOfRecipe(Mount mount) => RecipeLayers.Contains(mount.Origin.Layer);
}
