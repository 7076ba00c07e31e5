using System.Collections.Immutable;
using Fairlead.Backends.Slurm.Rendering;

namespace Fairlead.Backends.Slurm.Running.Checkup;

/// <summary>What a profile wants of a cluster.</summary>
/// <param name="Partitions">Those that jobs go to; none: the cluster's default.</param>
/// <param name="Image">As the profile names it; null: jobs run on the nodes' own system.</param>
/// <param name="Python">The program that jobs start with.</param>
public sealed record CheckupSubject(SlurmSite Site, ImmutableArray<string> Partitions, string? Account, string? Image, string Python);
