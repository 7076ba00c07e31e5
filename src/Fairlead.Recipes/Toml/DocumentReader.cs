namespace Fairlead.Recipes.Toml;

/// <summary>Reads a document line by line: table headers, and assignments to the table of the last header.</summary>
internal sealed class DocumentReader(Cursor cursor)
{
    private readonly TableRules rules = new(cursor);

    public TomlTable Read()
    {
        var values = new ValueReader(cursor, rules);
        var root = new TableNode(TableKind.Defined, cursor.Position, depth: 0);
        var current = root;
        cursor.SkipBlanksCommentsAndNewlines();
        while (!cursor.AtEnd)
        {
            if (cursor.Accept('['))
                current = ReadHeader(root);
            else
                values.ReadAssignment(current);
            cursor.ExpectEndOfLine();
            cursor.SkipBlanksCommentsAndNewlines();
        }

        return root.Build();
    }

    private TableNode ReadHeader(TableNode table)
    {
        var isArray = cursor.Accept('[');
        var key = cursor.ReadKey();
        while (cursor.Accept('.'))
        {
            table = rules.Enter(table, key);
            key = cursor.ReadKey();
        }

        cursor.Expect(']');
        if (isArray)
            cursor.Expect(']', "']]'");
        return isArray ? rules.Append(table, key) : rules.Define(table, key);
    }
}
