namespace Fairlead.Recipes.Toml;

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
