using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fairlead.Primitives;

/// <summary>Names of an enumeration in documents: lower case, words apart by underscores; numbers are refused.</summary>
public sealed class LowerCaseEnumConverter<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
