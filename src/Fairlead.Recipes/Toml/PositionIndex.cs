namespace Fairlead.Recipes.Toml;

/// <summary>Turns offsets into lines and columns. Cheap while offsets grow, which they do but for the one error that ends the reading.</summary>
internal sealed class PositionIndex(string text)
{
    private int offset;
    private SourcePosition position = new(1, 1);

    public SourcePosition At(int wanted)
    {
        if (wanted < offset)
            (offset, position) = (0, new SourcePosition(1, 1));
        var (line, column) = position;
        foreach (var character in text.AsSpan(offset, wanted - offset))
        {
            if (character == '\n')
                (line, column) = (line + 1, 1);
            else if (!char.IsLowSurrogate(character))
                column++;
        }

        (offset, position) = (wanted, new SourcePosition(line, column));
        return position;
    }
}
