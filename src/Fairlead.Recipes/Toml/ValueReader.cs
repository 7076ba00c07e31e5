using System.Collections.Immutable;

namespace Fairlead.Recipes.Toml;

/// <summary>Values of every kind, and the assignments that inline tables, like documents, are made of.</summary>
internal sealed class ValueReader(Cursor cursor, TableRules rules)
{
    /// <summary>Reads <c>a.b.c = value</c> into a table.</summary>
    public void ReadAssignment(TableNode table)
    {
        var key = cursor.ReadKey();
        while (cursor.Accept('.'))
        {
            table = rules.Dotted(table, key);
            key = cursor.ReadKey();
        }

        cursor.Expect('=');
        cursor.SkipBlanks();
        rules.Assign(table, key, Read(table.Depth + 1));
    }

    private TomlValue Read(int depth)
    {
        var position = cursor.Position;
        return cursor.Current switch
        {
            '"' or '\'' => new TomlString(cursor.ReadString(), position),
            '[' => ReadArray(depth),
            '{' => ReadInlineTable(depth),
            't' when cursor.Accept("true") => new TomlBoolean(true, position),
            'f' when cursor.Accept("false") => new TomlBoolean(false, position),
            >= '0' and <= '9' when cursor.StartsDate() => cursor.ReadDateOrDateTime(),
            >= '0' and <= '9' when cursor.StartsTime() => cursor.ReadLocalTime(),
            _ when cursor.StartsNumber() => cursor.ReadNumber(),
            _ => throw NoValue(),
        };
    }

    private TomlArray ReadArray(int depth)
    {
        var position = cursor.Position;
        rules.RefuseDepth(depth, position);
        cursor.Advance();
        var items = ImmutableArray.CreateBuilder<TomlValue>();
        cursor.SkipBlanksCommentsAndNewlines();
        while (!cursor.Accept(']'))
        {
            items.Add(Read(depth + 1));
            cursor.SkipBlanksCommentsAndNewlines();
            if (cursor.Accept(','))
                cursor.SkipBlanksCommentsAndNewlines();
            else if (cursor.Current != ']')
                throw cursor.Error("',' or ']'");
        }

        return new TomlArray(items.DrainToImmutable(), position);
    }

    private TomlTable ReadInlineTable(int depth)
    {
        var position = cursor.Position;
        rules.RefuseDepth(depth, position);
        var table = new TableNode(TableKind.Defined, position, depth);
        cursor.Advance();
        cursor.SkipBlanks();
        if (cursor.Accept('}'))
            return table.Build();
        do
        {
            ReadAssignment(table);
            cursor.SkipBlanks();
        }
        while (cursor.Accept(','));
        cursor.Expect('}', "',' or '}'");
        return table.Build();
    }

    private TomlException NoValue() => cursor.PeekBareWord() is { Length: > 0 } word
        ? cursor.ErrorAt(cursor.Index, "a value (text needs quotes)", $"'{word}'")
        : cursor.Error("a value");
}
