namespace Fairlead.Stages.Reasons;

/// <summary>An input that differs from the run before.</summary>
/// <param name="Old">Null when the input is new.</param>
/// <param name="New">Null when the input is gone.</param>
public sealed record InputChange(string Name, string? Old, string? New)
{
    private const int Shown = 12;

    /// <summary><c>name: old -> new</c>, values cut to twelve characters that show the difference.</summary>
    public override string ToString()
    {
        var start = Old is null || New is null ? 0 : Old.AsSpan().CommonPrefixLength(New);
        var from = start < Shown ? 0 : start;
        return $"{Name}: {Cut(Old, from)} -> {Cut(New, from)}";
    }

    private static string Cut(string? value, int from) => value is null
        ? "(none)"
        : (from > 0 ? "..." : "") + string.Concat(value.Skip(from).Take(Shown).Select(Visible));

    private static string Visible(char c) => char.IsControl(c) ? $"\\x{(int)c:x2}" : $"{c}";
}
