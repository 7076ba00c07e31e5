using System.Text.Json.Serialization;
using Fairlead.Backends.Cloud.Transport;

namespace Fairlead.Backends.Cloud.Rendering;

/// <summary>How a request's files travel, and within which limits: see <see cref="TransportLimits"/>.</summary>
/// <param name="WaitSeconds">How long a pod waits for another to unpack the files.</param>
/// <param name="KeepDays">How long unpacked files stay on the volume without being used.</param>
public sealed record CloudTransport(
    TransportMode Mode,
    int ChunkCharacters,
    int ValueCharacters,
    int TotalCharacters,
    int? ArgumentCharacters,
    int WaitSeconds,
    int KeepDays)
{
    [JsonIgnore]
    public TransportLimits Limits => new(ChunkCharacters, ValueCharacters, TotalCharacters, ArgumentCharacters);

    public static CloudTransport Of(TransportMode mode, TransportLimits limits, int waitSeconds = 600, int keepDays = 14) =>
        new(mode, limits.ChunkCharacters, limits.ValueCharacters, limits.TotalCharacters, limits.ArgumentCharacters, waitSeconds, keepDays);
}
