using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud;

/// <summary>All that a job takes with it.</summary>
/// <param name="Secrets">Those that are not the platform's own.</param>
internal sealed record CloudLoad(CloudPart Part, TransportPlan Plan, ImmutableSortedDictionary<string, Secret> Secrets)
{
    /// <summary>Those that it is sent with, secrets included.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables => Plan.Variables.Concat(Secrets.Select(secret => KeyValuePair.Create(secret.Key, secret.Value.Reveal())));
}
