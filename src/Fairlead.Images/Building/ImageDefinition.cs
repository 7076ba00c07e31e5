using System.Collections.Immutable;

namespace Fairlead.Images.Building;

/// <summary>An image that a recipe owns: what it is built from. All paths are absolute.</summary>
/// <param name="Name">The repository part of its reference, such as <c>fairlead/nano3-sft</c>; the tag is cut from the key.</param>
/// <param name="Context">The folder whose files the Dockerfile may copy.</param>
/// <param name="Arguments">Build arguments. They stay in the image's history: no place for secrets.</param>
/// <param name="Secrets">Ids of the secrets that <c>RUN --mount=type=secret</c> asks for; values are given to the build alone.</param>
/// <param name="Platform">Such as <c>linux/amd64</c>; null: the engine's own.</param>
public sealed record ImageDefinition(
    string Name,
    string Dockerfile,
    string Context,
    ImmutableSortedDictionary<string, string> Arguments,
    ImmutableArray<string> Secrets,
    string? Platform = null);
