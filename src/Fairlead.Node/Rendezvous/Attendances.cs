using System.Collections.Immutable;
using System.Net;

namespace Fairlead.Node.Rendezvous;

/// <summary>Who came to a phase from where and when, for the log.</summary>
internal static class Attendances
{
    public static string Of(Phase phase, ImmutableArray<long> arrivals, ImmutableArray<IPEndPoint?> addresses, TimeProvider time)
    {
        var first = arrivals.Min();
        var slowest = arrivals.IndexOf(arrivals.Max());
        var ranks = arrivals.Select((at, rank) => $"{rank} {addresses[rank]?.Address} {Offset(at)}");
        return $"all {arrivals.Length} ranks were at {phase}, the last, rank {slowest}, after {Offset(arrivals[slowest])}: {string.Join(", ", ranks)}";

        string Offset(long at) => $"+{time.GetElapsedTime(first, at).TotalSeconds:0.000} s";
    }
}
