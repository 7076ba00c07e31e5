using Fairlead.Primitives;

namespace Fairlead.Images.Cache;

/// <summary>Names files after image references: readable, and different for different references.</summary>
internal static class EntryName
{
    private const int DigestLength = 12;

    /// <returns><c>&lt;safe&gt;--&lt;12 hexadecimal characters&gt;</c>.</returns>
    public static string Of(string reference) => $"{ReadableName.Of(reference)}--{Digest.Of(reference).ToString()[..DigestLength]}";
}
