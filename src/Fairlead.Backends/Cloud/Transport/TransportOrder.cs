using System.Collections.Immutable;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>What is to reach the pods of a job, and within which limits.</summary>
/// <param name="Variables">What the pods are told besides the parcels.</param>
/// <param name="Command">The command that is sent, quoted as it is sent.</param>
/// <param name="PartBytes">The largest file that can be put on the volume at once; null: any.</param>
public sealed record TransportOrder(
    TransportLimits Limits,
    TransportMode Mode,
    ImmutableArray<Parcel> Parcels,
    ImmutableSortedDictionary<string, string> Variables,
    string Command,
    int? PartBytes);
