namespace Fairlead.Pipeline.Project;

/// <summary>How many tests passed, failed and were skipped.</summary>
public sealed record TestCount(int Passed, int Failed, int Skipped)
{
    public static TestCount None { get; } = new(0, 0, 0);

    public static TestCount operator +(TestCount left, TestCount right) => Add(left, right);

    public static TestCount Add(TestCount left, TestCount right) =>
        new(left.Passed + right.Passed, left.Failed + right.Failed, left.Skipped + right.Skipped);

    public override string ToString() => $"{Passed} passed, {Failed} failed, {Skipped} skipped";
}
