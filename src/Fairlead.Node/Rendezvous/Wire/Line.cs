namespace Fairlead.Node.Rendezvous.Wire;

/// <summary>How long lines may be, in bytes.</summary>
internal static class Line
{
    /// <summary>Of those who have not shown that they know the job's secret.</summary>
    public const int OfStrangers = 1024;

    /// <summary>Of ranks: three of the longest texts fit, encoded.</summary>
    public const int OfRanks = 512 * 1024;

    /// <summary>Of a note, a payload or a reason, in bytes of UTF-8.</summary>
    public const int Text = 128 * 1024;
}
