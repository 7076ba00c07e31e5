namespace Fairlead.Emulators.Kubernetes;

/// <summary>A selector of the form <c>a=b,c=d</c>; the other operators are not emulated.</summary>
internal static class LabelSelector
{
    /// <summary>Null: it is not of that form.</summary>
    public static IReadOnlyList<KeyValuePair<string, string>>? Parse(string? selector)
    {
        var parts = (selector ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('=', 2)).ToList();
        return parts.TrueForAll(part => part.Length == 2 && !part[0].EndsWith('!'))
            ? [.. parts.Select(part => KeyValuePair.Create(part[0].Trim(), part[1].TrimStart('=').Trim()))]
            : null;
    }

    public static bool Matches(IReadOnlyList<KeyValuePair<string, string>> wanted, IReadOnlyDictionary<string, string> labels) =>
        wanted.All(pair => labels.TryGetValue(pair.Key, out var value) && value == pair.Value);
}
