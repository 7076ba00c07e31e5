using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Fairlead.Runs.Requests;

/// <summary>What a request says to its backend beyond its files. Each backend has a shape of its own.</summary>
public abstract record JobPart
{
    /// <summary>How the part is written and read.</summary>
    [JsonIgnore]
    public abstract JsonTypeInfo Format { get; }
}
