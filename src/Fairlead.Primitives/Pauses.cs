namespace Fairlead.Primitives;

/// <summary>Pauses between looks at something: short at first and after news, then twice as long each time up to a limit, however often.</summary>
public sealed class Pauses(TimeSpan first, TimeSpan longest)
{
    private TimeSpan last = TimeSpan.Zero;

    /// <param name="last">Zero: there was none.</param>
    public static TimeSpan After(TimeSpan last, TimeSpan first, TimeSpan longest) =>
        last == TimeSpan.Zero ? first : last * 2 < longest ? last * 2 : longest;

    public void Restart() => last = TimeSpan.Zero;

    public TimeSpan Next() => last = After(last, first, longest);
}
