using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Backends.Docker.Rendering;

/// <summary>One option of <c>docker create</c> out of <c>docker_args</c>.</summary>
/// <param name="Name">The long name, without dashes.</param>
/// <param name="Value">Null: it was given none.</param>
/// <param name="Words">As it was written.</param>
internal sealed record DockerOption(string Name, string? Value, ImmutableArray<string> Words, Origin Origin);
