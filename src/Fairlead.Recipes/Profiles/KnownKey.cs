using System.Collections.Immutable;

namespace Fairlead.Recipes.Profiles;

/// <summary>One key that a profile may hold.</summary>
/// <param name="Description">One line for people, with the unit where there is one.</param>
/// <param name="Default">A string or long that applies when no layer sets the key; null: none.</param>
/// <param name="Required">Every executor that has the key needs it.</param>
public sealed record KnownKey(string Name, KeyType Type, string Description, object? Default = null, bool Required = false)
{
    public KeyUse Use { get; init; }

    /// <summary>Older names. They are accepted, and become the present one before anything is merged.</summary>
    public ImmutableArray<string> Aliases { get; init; } = [];

    /// <summary>What has to come before the key does anything, for people; null: it has its effect.</summary>
    public string? Awaits { get; init; }
}
