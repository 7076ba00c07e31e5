using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Images.Building;

/// <summary>An image to be had, by building it if need be.</summary>
/// <param name="Key">Of <see cref="ImageKey.InputsAsync"/>.</param>
/// <param name="Secrets">Values by id, for the ids that the definition names.</param>
public sealed record ImageBuild(ImageDefinition Definition, Digest Key, IReadOnlyDictionary<string, Secret> Secrets)
{
    private const int TagLength = 12;

    /// <summary>Digests of the images that the key was made with, by reference; they are kept in a label.</summary>
    public ImmutableSortedDictionary<string, string> Bases { get; init; } = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public string Reference => ReferenceOf(Definition, Key);

    internal string Tag => TagOf(Key);

    /// <summary>The reference ends with the key, so that it never names another image.</summary>
    public static string ReferenceOf(ImageDefinition definition, Digest key) => $"{definition.Name}:{TagOf(key)}";

    private static string TagOf(Digest key) => key.ToString()[..TagLength];
}
