using System.Collections.Immutable;
using Fairlead.Sources.Transport;

namespace Fairlead.Jobs.Cloud;

/// <summary>What a request for a cloud says beyond its files.</summary>
/// <param name="Home">The directory on the job's volume that everything of Fairlead's lives below, as the pods see it; absolute.</param>
/// <param name="Workload">What is made of it: <c>training</c> or <c>distributed</c> (run:ai), <c>job</c> or <c>raycluster</c> (Lepton), <c>rayjob</c> (KubeRay).</param>
/// <param name="Spec">
/// The <c>spec</c> of the body that is sent, as canonical JSON: complete but for the variables that carry the files, those of plain secrets,
/// and what the platform's ids are.
/// </param>
/// <param name="PlainSecrets">The values of secrets that are not the platform's own may be sent as plain variables.</param>
/// <param name="Commits">Repositories that every pod provides before anything runs.</param>
/// <param name="Publishes">What the job's output is to later jobs; null: nothing.</param>
/// <param name="Ray">Null: no Ray cluster of the platform's is used.</param>
public sealed record CloudPart(
    string Home,
    string Workload,
    string Spec,
    TransportMode Transport,
    TransportLimits Limits,
    bool PlainSecrets,
    ImmutableArray<PinnedCommit> Commits,
    PinnedArtifact? Publishes,
    CloudRay? Ray)
{
    /// <summary>Where the request goes: the API, and whose it is there.</summary>
    public string Address { get; init; } = "";

    /// <summary>How long a pod waits for another to unpack the files, in seconds.</summary>
    public int WaitSeconds { get; init; } = 600;

    /// <summary>How long unpacked files stay on the volume without being used, in days.</summary>
    public int KeepDays { get; init; } = 14;
}
