using System.Collections.Immutable;

namespace Fairlead.Node.Containers;

/// <summary>One container, before there is one.</summary>
/// <param name="Name">No other container of this machine has it.</param>
/// <param name="Image">By its digest.</param>
/// <param name="Command">What it runs, in the folder <paramref name="WorkFolder"/>.</param>
internal sealed record ContainerPlan(string Name, string Image, ImmutableArray<string> Command, string WorkFolder)
{
    /// <summary>Where the working folder is in the container.</summary>
    public const string Workspace = "/myworkspace";

    /// <summary>Where this program's own scripts are in the container.</summary>
    public const string Helpers = "/fairlead";

    public required string User { get; init; }

    /// <summary>The options that show it GPUs.</summary>
    public ImmutableArray<string> Gpus { get; init; } = [];

    /// <summary>Such as <c>0-15</c>; null: all.</summary>
    public string? Cpus { get; init; }

    /// <summary>In the order in which they are made.</summary>
    public ImmutableArray<string> Mounts { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Variables { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>Further options, as the model's card has them.</summary>
    public ImmutableArray<RunOption> Options { get; init; } = [];

    public ImmutableSortedDictionary<string, string> Labels { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);
}
