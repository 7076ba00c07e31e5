namespace Fairlead.Recipes.Toml;

/// <summary>A part of a document that is still being read.</summary>
/// <param name="position">Where its key stands.</param>
internal abstract class Node(SourcePosition position)
{
    public SourcePosition Position { get; protected set; } = position;

    /// <summary>What errors call it.</summary>
    public abstract string Noun { get; }

    public abstract TomlValue Build();
}
