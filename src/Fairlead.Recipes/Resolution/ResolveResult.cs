using System.Collections.Immutable;

namespace Fairlead.Recipes.Resolution;

/// <summary>A resolved job, and what its author should know about it. Each setting in the job carries the layer that set it.</summary>
public sealed record ResolveResult(ResolvedJob Job, ImmutableArray<string> Warnings);
