using System.Diagnostics;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Times two sides in turn, so that whatever else the machine does meets both.</summary>
internal static class Stopwatches
{
    /// <param name="pairs">How often each side is timed, after one run of each that is not.</param>
    public static async Task<(Times Ours, Times Peer)> InTurnAsync(Side ours, Side peer, int pairs, CancellationToken cancellationToken)
    {
        List<TimeSpan> our = [], their = [];
        await TimeAsync(ours, cancellationToken);
        await TimeAsync(peer, cancellationToken);
        for (var pair = 0; pair < pairs; pair++)
        {
            our.Add(await TimeAsync(ours, cancellationToken));
            their.Add(await TimeAsync(peer, cancellationToken));
        }

        return (new Times(our), new Times(their));
    }

    private static async Task<TimeSpan> TimeAsync(Side side, CancellationToken cancellationToken)
    {
        await side.ArrangeAsync(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        await side.RunAsync(cancellationToken);
        return Stopwatch.GetElapsedTime(started);
    }
}
