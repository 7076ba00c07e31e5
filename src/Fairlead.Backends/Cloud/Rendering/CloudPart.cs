using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>What a request for a cloud says beyond its files.</summary>
/// <param name="Address">Where the request goes: the API, and whose it is there.</param>
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
    string Address,
    string Home,
    string Workload,
    [property: JsonConverter(typeof(CanonicalJsonConverter))] string Spec,
    CloudTransport Transport,
    bool PlainSecrets,
    ImmutableArray<PinnedCommit> Commits,
    PinnedArtifact? Publishes,
    CloudRay? Ray) : JobPart
{
    [JsonIgnore]
    public override JsonTypeInfo Format => CloudFormat.Default.CloudPart;
}
