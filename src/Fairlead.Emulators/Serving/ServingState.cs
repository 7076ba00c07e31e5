using System.Text.Json.Serialization;

namespace Fairlead.Emulators.Serving;

/// <summary>What <c>emulator.json</c> says while the program serves.</summary>
internal sealed record ServingState(int Pid, Uri Address, DateTimeOffset Started);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ServingState))]
internal sealed partial class ServingJson : JsonSerializerContext;
