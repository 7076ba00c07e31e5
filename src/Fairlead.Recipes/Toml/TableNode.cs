namespace Fairlead.Recipes.Toml;

/// <summary>How a table came to be, which decides what may still be added to it.</summary>
internal enum TableKind
{
    /// <summary>Named only on the way to a deeper header; a header of its own, or a dotted key, may follow.</summary>
    Implied,

    /// <summary>Has a header of its own, is an element of an array of tables, or is the document or an inline table.</summary>
    Defined,

    /// <summary>Made by a dotted key; further dotted keys may add to it, a header may not reopen it.</summary>
    Dotted,
}

internal sealed class TableNode(TableKind kind, SourcePosition position, int depth) : Node(position)
{
    private readonly OrderedDictionary<string, Node> entries = [];

    public TableKind Kind { get; private set; } = kind;

    public int Depth { get; } = depth;

    public override string Noun => "a table";

    public Node? Find(string name) => entries.GetValueOrDefault(name);

    public void Add(string name, Node node) => entries.Add(name, node);

    /// <summary>Gives an implied table the header or dotted key that defines it.</summary>
    public TableNode Define(TableKind how, Key key)
    {
        (Kind, Position) = (how, key.Position);
        return this;
    }

    public override TomlTable Build()
    {
        var built = new OrderedDictionary<string, TomlTable.Entry>(entries.Count);
        foreach (var (name, node) in entries)
            built.Add(name, new TomlTable.Entry(node.Build(), node.Position));
        return new TomlTable(built, Position);
    }
}
