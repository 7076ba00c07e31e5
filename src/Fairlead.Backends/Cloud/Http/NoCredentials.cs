using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>For calls that carry in their body whatever they need.</summary>
internal sealed class NoCredentials(string remedy) : IApiCredentials
{
    public string Remedy => remedy;

    public Task<Secret?> GetTokenAsync(Secret? rejected, CancellationToken cancellationToken) => Task.FromResult<Secret?>(null);
}
