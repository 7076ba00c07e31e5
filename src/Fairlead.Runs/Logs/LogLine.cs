namespace Fairlead.Runs.Logs;

/// <summary>One line that a member of a job wrote.</summary>
/// <param name="Source">For example <c>rank 0</c>.</param>
public sealed record LogLine(string Source, string Text)
{
    public LogLine(string source, SplitLine line)
        : this(source, line.Text) => IsOverwritten = line.IsOverwritten;

    /// <summary>See <see cref="SplitLine"/>.</summary>
    public bool IsOverwritten { get; init; }

    public override string ToString() => $"[{Source}] {Text}";
}
