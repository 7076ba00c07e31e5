using System.Collections.Immutable;
using Tomlyn.Syntax;

namespace Fairlead.Recipes.Toml;

/// <summary>Turns Tomlyn's syntax tree into tables and values, in the order of the document and no further than its first fault.</summary>
internal sealed class DocumentReader(SourceText source, DocumentSyntax document, SyntaxFault? fault)
{
    private readonly TableRules rules = new(source);

    /// <exception cref="TomlException">The document is not TOML.</exception>
    public TomlTable Read()
    {
        var root = new TableNode(TableKind.Defined, new SourcePosition(1, 1), depth: 0);
        ReadAssignments(document.KeyValues, root);
        foreach (var table in document.Tables)
            ReadAssignments(table.Items, ReadHeader(root, Sound(table)));
        return fault is null ? root.Build() : throw fault.Exception;
    }

    private TableNode ReadHeader(TableNode table, TableSyntaxBase header)
    {
        var key = ReadKey(ref table, header.Name!, rules.Enter);
        return header is TableArraySyntax ? rules.Append(table, key) : rules.Define(table, key);
    }

    private void ReadAssignments(SyntaxList<KeyValueSyntax> assignments, TableNode table)
    {
        foreach (var assignment in assignments)
            ReadAssignment(Sound(assignment), table);
    }

    private void ReadAssignment(KeyValueSyntax assignment, TableNode table)
    {
        var key = ReadKey(ref table, assignment.Key!, rules.Dotted);
        rules.Assign(table, key, Read(Sound(assignment.Value), table.Depth + 1));
    }

    /// <summary>The last part of a key; <paramref name="table"/> becomes the table that the parts before it name.</summary>
    private Key ReadKey(ref TableNode table, KeySyntax key, Func<TableNode, Key, TableNode> step)
    {
        var last = ReadPart(key.Key);
        foreach (var part in key.DotKeys)
        {
            table = step(table, last);
            last = ReadPart(part.Key);
        }

        return last;
    }

    private Key ReadPart(BareKeyOrStringValueSyntax? part)
    {
        var name = Sound(part) is StringValueSyntax quoted ? ReadString(quoted) : ((BareKeySyntax)part!).Key!.Text!;
        return new Key(name, PositionOf(part!));
    }

    private TomlValue Read(ValueSyntax value, int depth)
    {
        var position = PositionOf(value);
        return value switch
        {
            StringValueSyntax text => new TomlString(ReadString(text), position),
            IntegerValueSyntax integer => new TomlInteger(ReadInteger(integer), position),
            FloatValueSyntax number => new TomlFloat(number.Value, position),
            BooleanValueSyntax flag => new TomlBoolean(flag.Value, position),
            ArraySyntax array => ReadArray(array, depth, position),
            InlineTableSyntax table => ReadInlineTable(table, depth, position),
            _ => new DateReader(source, RangeOf(value), position).Read(),
        };
    }

    private TomlArray ReadArray(ArraySyntax array, int depth, SourcePosition position)
    {
        rules.RefuseDepth(depth, position);
        var items = ImmutableArray.CreateBuilder<TomlValue>(array.Items.ChildrenCount);
        foreach (var item in array.Items)
            items.Add(Read(Sound(item.Value), depth + 1));
        return new TomlArray(items.DrainToImmutable(), position);
    }

    private TomlTable ReadInlineTable(InlineTableSyntax inline, int depth, SourcePosition position)
    {
        rules.RefuseDepth(depth, position);
        var table = new TableNode(TableKind.Defined, position, depth);
        foreach (var item in inline.Items)
            ReadAssignment(Sound(item.KeyValue), table);
        return table.Build();
    }

    // Tomlyn takes sixteen hexadecimal digits for a number below zero.
    private long ReadInteger(IntegerValueSyntax integer) =>
        integer is { Value: < 0, Token.TokenKind: not TokenKind.Integer }
            ? throw FaultWords.NotOf64Bits(source, integer.Span.Start.Offset).Exception
            : integer.Value;

    // Tomlyn lets a backslash swallow blanks wherever it stands. It may, up to the end of a line, in strings of many lines.
    private string ReadString(StringValueSyntax text)
    {
        var (place, kind) = (RangeOf(text), text.Token!.TokenKind);
        var rest = source.Text.AsSpan()[place];
        while (kind is TokenKind.String or TokenKind.StringMulti && rest.IndexOf('\\') is var backslash and >= 0)
        {
            rest = rest[(backslash + 1)..];
            var endsLine = rest.TrimStart(" \t") is ['\n' or '\r', ..];
            if (endsLine ? kind == TokenKind.String : rest is [] or [' ' or '\t', ..])
                throw FaultWords.NoEscape(source, place.End.Value - rest.Length).Exception;
            rest = rest[1..];
        }

        return text.Value!;
    }

    /// <summary>The node, if nothing is wrong before it.</summary>
    private T Sound<T>(T? node)
        where T : SyntaxNode =>
        node is null || node.Span.Start.Offset >= fault?.Offset ? throw fault!.Exception : node;

    private Range RangeOf(SyntaxNode node) => node.Span.Start.Offset..Math.Min(node.Span.End.Offset + 1, source.End);

    private static SourcePosition PositionOf(SyntaxNode node) => new(node.Span.Start.Line + 1, node.Span.Start.Column + 1);
}
