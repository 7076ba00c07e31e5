using System.Collections.Immutable;
using Fairlead.Recipes.Settings;

namespace Fairlead.Recipes.Profiles;

/// <summary>A profile as one stage sees it: inheritance and overlays applied, keys checked, values not yet interpolated.</summary>
public sealed record Profile(string Name, ExecutorSpec Executor, TableSetting Settings, ImmutableArray<string> Warnings);
