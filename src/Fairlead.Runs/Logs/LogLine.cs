namespace Fairlead.Runs.Logs;

/// <summary>One line that a member of a job wrote.</summary>
/// <param name="Source">For example <c>rank 0</c>.</param>
public sealed record LogLine(string Source, string Text)
{
    public override string ToString() => $"[{Source}] {Text}";
}
