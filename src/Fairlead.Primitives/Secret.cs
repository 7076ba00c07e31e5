namespace Fairlead.Primitives;

/// <summary>A value that refuses to print. Only <see cref="Reveal"/> gives it up, and every call of it is worth a review.</summary>
public sealed class Secret(string value)
{
    public const string Mask = "***";

    public string Reveal() => value;

    public override string ToString() => Mask;
}
