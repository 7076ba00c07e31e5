using System.Collections.Immutable;
using Fairlead.Node.JobEnvironment;

namespace Fairlead.Node.Containers.Launching;

/// <summary>What a launcher brings into a container.</summary>
/// <param name="Variables">They arrive, whatever the job passes through.</param>
/// <param name="Files">Texts by their names in <see cref="ContainerPlan.Helpers"/>.</param>
internal sealed record LauncherPlan(ImmutableArray<Declared> Variables, ImmutableSortedDictionary<string, string> Files);
