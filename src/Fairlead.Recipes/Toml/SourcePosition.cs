namespace Fairlead.Recipes.Toml;

/// <summary>A place in a text. Both numbers start at one; the column counts characters (Unicode code points).</summary>
public readonly record struct SourcePosition(int Line, int Column)
{
    public override string ToString() => $"{Line}:{Column}";
}
