using System.Text.RegularExpressions;

namespace Fairlead.Images;

/// <summary>References as parts of file names: readable, and not necessarily different for different references.</summary>
internal static partial class ReadableName
{
    private const int Longest = 96;

    public static string Of(string reference)
    {
        var safe = Unsafe().Replace(reference, "_").Trim('.', '_');
        return safe[..Math.Min(safe.Length, Longest)];
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex Unsafe();
}
