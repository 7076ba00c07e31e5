namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Something of ours beside a peer, in a place that both have to themselves.</summary>
/// <param name="Budget">What is promised of it, in words.</param>
/// <param name="Pairs">How often both are run.</param>
internal sealed record Comparison(string Name, string Budget, int Pairs, Func<Workplace, CancellationToken, Task<(Side Ours, Side Peer)>> PrepareAsync)
{
    public async Task<Row> MeasureAsync(CancellationToken cancellationToken)
    {
        await using var workplace = new Workplace();
        var (ours, peer) = await PrepareAsync(workplace, cancellationToken);
        var (our, their) = await Stopwatches.InTurnAsync(ours, peer, Pairs, cancellationToken);
        return new Row(Name, Budget, ours.Name, our, peer.Name, their, string.Join("; ", new[] { ours.Remark(), peer.Remark() }.Where(remark => remark.Length > 0)));
    }
}
