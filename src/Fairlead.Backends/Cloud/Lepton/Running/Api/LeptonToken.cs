using Fairlead.Backends.Cloud.Http;
using Fairlead.Backends.Cloud.Lepton.Rendering;
using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Cloud.Lepton.Running.Api;

/// <summary>The workspace token that the profile refers to. There is no other: one that is refused stays so.</summary>
internal sealed class LeptonToken(LeptonSite site) : IApiCredentials
{
    private readonly Lazy<Secret> token = new(() => Resolve(site.Token));

    public string Remedy => $"see that {site.Token} holds a token of this workspace";

    public Task<Secret?> GetTokenAsync(Secret? rejected, CancellationToken cancellationToken) => Task.FromResult<Secret?>(token.Value);

    private static Secret Resolve(string reference) => SecretValue.Resolve("workspace_token", reference) is var token && BearerToken.CanBeSent(token)
        ? token
        : throw FairleadException.Usage($"workspace_token: expected one word of ASCII in {reference}, found something else", $"put the workspace's token into {reference}, and nothing else");
}
