using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Fairlead.Primitives;
using Fairlead.Recipes.Resolution;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.Lepton.Rendering;

/// <summary>How a Lepton workspace is reached.</summary>
/// <param name="Workspace">The workspace's API, ending in <c>/api/v2/workspaces/&lt;id&gt;/</c>.</param>
/// <param name="Token">A reference to the token, such as <c>env:LEPTON_WORKSPACE_TOKEN</c>; never its value.</param>
/// <param name="Home">The directory on the volume that runs live below, as the pods see it.</param>
/// <param name="Storage">The same directory in the storage API, as <c>volume/path</c>; null: no mount of a named volume holds it.</param>
public sealed record LeptonSite(Uri Workspace, string Token, string Home, string? Storage = null) : BackendSite
{
    [JsonIgnore]
    public override JsonTypeInfo Format => LeptonFormat.Default.LeptonSite;

    private const string Gateway = "https://gateway.dgxc-lepton.nvidia.com/api/v2/workspaces/";

    /// <param name="environment">Reads a variable of the caller's environment: those that the platform's own tools know stand in for absent settings.</param>
    /// <exception cref="FairleadException">A setting is missing, or cannot be meant.</exception>
    public static LeptonSite Of(ResolvedJob job, Func<string, string?> environment)
    {
        var settings = LeptonSettings.Of(job);
        var url = settings.WorkspaceUrl?.ToString() ?? Given("LEPTON_WORKSPACE_URL");
        if (url is null && (settings.WorkspaceId ?? Given("LEPTON_WORKSPACE_ID")) is { } id)
            url = Gateway + Uri.EscapeDataString(id);
        if (url is null)
            throw FairleadException.Usage($"profile {job.Profile} names no workspace of Lepton", "set workspace_id or workspace_url in the profile, or export LEPTON_WORKSPACE_ID");
        return new LeptonSite(new Uri(url.TrimEnd('/') + "/"), settings.Token ?? "env:LEPTON_WORKSPACE_TOKEN", settings.Home, settings.Storage);

        string? Given(string name) => environment(name) is { Length: > 0 } value ? value : null;
    }
}
