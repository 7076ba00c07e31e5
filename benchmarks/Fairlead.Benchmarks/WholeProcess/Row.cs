namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>What was measured: our times and the peer's, of the same minutes.</summary>
internal sealed record Row(string Name, string Budget, string OurName, Times Ours, string PeerName, Times Peer, string Remark)
{
    /// <summary>Below one where ours is faster.</summary>
    public double Ratio => Ours.Median / Peer.Median;
}
