using System.Text.RegularExpressions;
using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Names files after image references: readable, and different for different references.</summary>
internal static partial class EntryName
{
    private const int LongestReadable = 96;
    private const int DigestLength = 12;

    /// <returns><c>&lt;safe&gt;--&lt;12 hexadecimal characters&gt;</c>.</returns>
    public static string Of(string reference)
    {
        var safe = Unsafe().Replace(reference, "_").Trim('.', '_');
        return $"{safe[..Math.Min(safe.Length, LongestReadable)]}--{Digest.Of(reference).ToString()[..DigestLength]}";
    }

    [GeneratedRegex("[^A-Za-z0-9_.-]+")]
    private static partial Regex Unsafe();
}
