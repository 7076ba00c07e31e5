namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>Orders <c>_2</c> before <c>_10</c>.</summary>
internal static class NaturalOrder
{
    public static IComparer<string> Comparer { get; } =
        Comparer<string>.Create((left, right) => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right));
}
