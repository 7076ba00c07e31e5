using System.Text.Json;
using System.Text.Json.Serialization;
using Fairlead.Recipes;

namespace Fairlead.Executors.Ledger;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(RunStateConverter), typeof(ExecutorKindConverter)])]
[JsonSerializable(typeof(Run))]
[JsonSerializable(typeof(RunStatus))]
public sealed partial class RunJson : JsonSerializerContext;

public sealed class RunStateConverter() : JsonStringEnumConverter<RunState>(JsonNamingPolicy.SnakeCaseLower);

public sealed class ExecutorKindConverter() : JsonStringEnumConverter<ExecutorKind>(LowerCase.Policy);

internal sealed class LowerCase : JsonNamingPolicy
{
    public static readonly LowerCase Policy = new();

    public override string ConvertName(string name) => name.ToLowerInvariant();
}
