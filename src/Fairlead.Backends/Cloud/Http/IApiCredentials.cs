using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Http;

/// <summary>What a control plane knows its caller by.</summary>
internal interface IApiCredentials
{
    /// <summary>What to do when they are refused.</summary>
    string Remedy { get; }

    /// <summary>The token to send; null: none.</summary>
    /// <param name="rejected">A token that the server has just refused. The same one again means that there is no other.</param>
    Task<Secret?> GetTokenAsync(Secret? rejected, CancellationToken cancellationToken);
}
