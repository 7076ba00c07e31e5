using System.Collections.Immutable;

namespace Fairlead.Recipes.Profiles;

/// <summary>One key that a profile may hold.</summary>
/// <param name="Executors">The executors that understand it.</param>
/// <param name="Description">One line for people, with the unit where there is one.</param>
/// <param name="Default">A string or long that applies when no layer sets the key; null: none.</param>
/// <param name="Required">Whether all of these executors need it; <see cref="KnownKeys.RequiredFor"/> knows what each needs.</param>
public sealed record KnownKey(
    string Name,
    KeyType Type,
    ImmutableArray<ExecutorKind> Executors,
    string Description,
    object? Default = null,
    bool Required = false);
