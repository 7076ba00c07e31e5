using System.Collections.Immutable;

namespace Fairlead.Recipes.Catalogue;

/// <summary>How a recipe's own image is built. All paths are absolute.</summary>
/// <param name="Context">The folder whose files the Dockerfile may copy.</param>
/// <param name="Arguments">Build arguments; they stay in the image's history.</param>
/// <param name="Secrets">Id, as <c>RUN --mount=type=secret</c> names it, to a reference such as <c>env:HF_TOKEN</c>; never a value.</param>
/// <param name="Platform">Such as <c>linux/amd64</c>; null: the engine's own.</param>
public sealed record RecipeBuild(
    string Dockerfile,
    string Context,
    ImmutableSortedDictionary<string, string> Arguments,
    ImmutableSortedDictionary<string, string> Secrets,
    string? Platform);
