using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Runs;

/// <summary>Where a run was sent: what is recorded with it, so that it can be found again, and is no part of the request.</summary>
public abstract record BackendSite
{
    /// <summary>How the site is written and read.</summary>
    [JsonIgnore]
    public abstract JsonTypeInfo Format { get; }
}
