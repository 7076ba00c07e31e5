using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace Fairlead.Emulators.RunAi;

/// <summary>Names of workloads, which become names of Kubernetes objects: labels of RFC 1123, at most 63 characters with the suffix.</summary>
internal static partial class WorkloadName
{
    private const int Longest = 63;
    private const int SuffixLength = 5;

    /// <summary>Null when the name may be used.</summary>
    public static string? Refuse(string? name, bool prefix)
    {
        if (name is null || !Label().IsMatch(name))
            return $"the name '{name}' must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character";
        var longest = prefix ? Longest - SuffixLength - 1 : Longest;
        return name.Length > longest ? $"the name '{name}' has {name.Length} characters, and {longest} are allowed" : null;
    }

    public static string WithSuffix(string name) =>
        $"{name}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", SuffixLength)}";

    [GeneratedRegex("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")]
    private static partial Regex Label();
}
