using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fairlead.Emulators.Http;

/// <summary>A part of a list, as run:ai pages: <c>limit</c> from 1 to 500, 50 unless told; <c>offset</c>; <c>next</c> in the answer while there is more.</summary>
internal sealed record Page(int Offset, int Limit)
{
    private const int Usual = 50;
    private const int Largest = 500;

    /// <summary>Null when the query asks for what is no page.</summary>
    public static Page? Of(IQueryCollection query) =>
        Read(query["limit"], Usual) is { } limit and >= 1 and <= Largest && Read(query["offset"], 0) is { } offset and >= 0
            ? new Page(offset, limit)
            : null;

    public IEnumerable<T> Cut<T>(IReadOnlyList<T> all) => all.Skip(Offset).Take(Limit);

    /// <summary>The offset of the page after this one; null when this is the last.</summary>
    public int? Next(int count) => Offset + Limit < count ? Offset + Limit : null;

    private static int? Read(string? text, int otherwise) =>
        string.IsNullOrEmpty(text) ? otherwise : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
