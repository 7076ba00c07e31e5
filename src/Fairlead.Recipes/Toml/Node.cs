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

/// <summary>A value from the right of an equals sign: finished.</summary>
internal sealed class ValueNode(TomlValue value, SourcePosition keyPosition) : Node(keyPosition)
{
    public override string Noun => value switch
    {
        TomlTable => "an inline table",
        TomlArray => "an array",
        _ => "a value",
    };

    public override TomlValue Build() => value;
}

/// <summary>An array of tables, one table for each of its headers.</summary>
internal sealed class TableArrayNode(SourcePosition position) : Node(position)
{
    private readonly List<TableNode> tables = [];

    public override string Noun => "an array of tables";

    public TableNode Last => tables[^1];

    public void Append(TableNode table) => tables.Add(table);

    public override TomlArray Build() => new([.. tables.Select(table => table.Build())], Position);
}
