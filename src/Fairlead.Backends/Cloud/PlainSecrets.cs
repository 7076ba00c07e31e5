using System.Collections.Immutable;
using Fairlead.Primitives;
using Fairlead.Runs;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud;

/// <summary>The secrets of a job that are not the platform's own, and so must be sent with it.</summary>
internal static class PlainSecrets
{
    private const string OfThePlatform = "secret:";

    /// <exception cref="FairleadException">A reference leads nowhere.</exception>
    public static ImmutableSortedDictionary<string, Secret> Resolve(JobRequest request) => request.Secrets
        .Where(secret => !secret.Value.StartsWith(OfThePlatform, StringComparison.Ordinal))
        .ToImmutableSortedDictionary(secret => secret.Key, secret => SecretValue.Resolve(secret.Key, secret.Value), StringComparer.Ordinal);
}
