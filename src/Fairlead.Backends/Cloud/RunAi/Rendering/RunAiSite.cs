using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.RunAi.Rendering;

/// <summary>How a run:ai control plane is reached.</summary>
/// <param name="Api">The root of the API, ending in <c>/api/v1/</c>.</param>
/// <param name="ClientSecret">A reference to the secret, such as <c>env:RUNAI_SECRET</c>; never its value.</param>
/// <param name="Project">Its name.</param>
/// <param name="Kubernetes">The cluster's Kubernetes API server, ending in a slash; null: not reachable.</param>
/// <param name="Home">The directory on the volume that runs live below; pods see it at this path, and this machine may.</param>
public sealed record RunAiSite(Uri Api, string ClientId, string ClientSecret, string Project, string Home, Uri? Kubernetes = null) : BackendSite
{
    [JsonIgnore]
    public override JsonTypeInfo Format => RunAiFormat.Default.RunAiSite;

    /// <exception cref="FairleadException">A setting is missing, or cannot be meant.</exception>
    public static RunAiSite Of(ResolvedJob job) => RunAiSettings.Of(job).Site;
}
