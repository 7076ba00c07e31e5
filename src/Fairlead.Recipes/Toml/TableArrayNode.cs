namespace Fairlead.Recipes.Toml;

/// <summary>An array of tables, one table for each of its headers.</summary>
internal sealed class TableArrayNode(SourcePosition position) : Node(position)
{
    private readonly List<TableNode> tables = [];

    public override string Noun => "an array of tables";

    public TableNode Last => tables[^1];

    public void Append(TableNode table) => tables.Add(table);

    public override TomlArray Build() => new([.. tables.Select(table => table.Build())], Position);
}
