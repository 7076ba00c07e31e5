namespace Fairlead.Sources;

/// <summary>The order of strings by the bytes of their UTF-8 form, as <c>LC_ALL=C sort</c> has it.</summary>
internal static class Utf8Order
{
    public static int Compare(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        return common == left.Length || common == right.Length
            ? left.Length - right.Length
            : Rank(left[common]) - Rank(right[common]);
    }

    // UTF-16 puts surrogates (code points past U+FFFF) below U+E000..U+FFFF; UTF-8 puts them above.
    private static int Rank(char unit) => unit switch
    {
        >= '\uE000' => unit - 0x800,
        >= '\uD800' => unit + 0x2000,
        _ => unit,
    };
}
