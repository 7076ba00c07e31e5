namespace Fairlead.Recipes.Toml;

/// <summary>One part of a key, and where it stands.</summary>
internal readonly record struct Key(string Name, SourcePosition Position);

/// <summary>What may be added where: TOML defines nothing twice, and extends a table only through the syntax that made it.</summary>
internal sealed class TableRules(SourceText source)
{
    /// <summary>Readers and their users recurse over values; this bounds how deep.</summary>
    public static readonly string NotTooDeep = $"at most {TomlReader.MaximumDepth} levels of tables and arrays";

    /// <summary>The table that a header passes through on its way to the one it names.</summary>
    public TableNode Enter(TableNode table, Key key) => table.Find(key.Name) switch
    {
        null => AddTable(table, key, TableKind.Implied),
        TableNode found => found,
        TableArrayNode array => array.Last,
        var other => throw Taken(key, other, "a table"),
    };

    /// <summary>The table that <c>[header]</c> names.</summary>
    public TableNode Define(TableNode table, Key key) => table.Find(key.Name) switch
    {
        null => AddTable(table, key, TableKind.Defined),
        TableNode { Kind: TableKind.Implied } found => found.Define(TableKind.Defined, key),
        var other => throw Taken(key, other, "a new table"),
    };

    /// <summary>The new element that <c>[[header]]</c> appends.</summary>
    public TableNode Append(TableNode table, Key key)
    {
        if (table.Find(key.Name) is not { } found)
            table.Add(key.Name, found = new TableArrayNode(key.Position));
        if (found is not TableArrayNode array)
            throw Taken(key, found, "a new array of tables");
        var element = NewTable(key, TableKind.Defined, table.Depth + 2);
        array.Append(element);
        return element;
    }

    /// <summary>The table that one of the leading parts of a dotted key names.</summary>
    public TableNode Dotted(TableNode table, Key key) => table.Find(key.Name) switch
    {
        null => AddTable(table, key, TableKind.Dotted),
        TableNode { Kind: TableKind.Dotted } found => found,
        TableNode { Kind: TableKind.Implied } found => found.Define(TableKind.Dotted, key),
        var other => throw Taken(key, other, "a new key"),
    };

    public void Assign(TableNode table, Key key, TomlValue value)
    {
        if (table.Find(key.Name) is { } other)
            throw Taken(key, other, "a new key");
        table.Add(key.Name, new ValueNode(value, key.Position));
    }

    public void RefuseDepth(int depth, SourcePosition position)
    {
        if (depth > TomlReader.MaximumDepth)
            throw source.Fault(position, NotTooDeep, "one more");
    }

    private TableNode AddTable(TableNode parent, Key key, TableKind kind)
    {
        var table = NewTable(key, kind, parent.Depth + 1);
        parent.Add(key.Name, table);
        return table;
    }

    private TableNode NewTable(Key key, TableKind kind, int depth)
    {
        RefuseDepth(depth, key.Position);
        return new TableNode(kind, key.Position, depth);
    }

    private TomlException Taken(Key key, Node other, string expected) =>
        source.Fault(key.Position, expected, $"'{key.Name}', already {other.Noun} (line {other.Position.Line})");
}
