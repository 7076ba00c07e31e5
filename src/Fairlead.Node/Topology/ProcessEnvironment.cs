using System.Collections;

namespace Fairlead.Node.Topology;

internal static class ProcessEnvironment
{
    /// <summary>The variables of this process, as they are now.</summary>
    public static IReadOnlyDictionary<string, string> Read() =>
        Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);
}
