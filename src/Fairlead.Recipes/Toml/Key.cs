namespace Fairlead.Recipes.Toml;

/// <summary>One part of a key, and where it stands.</summary>
internal readonly record struct Key(string Name, SourcePosition Position);
