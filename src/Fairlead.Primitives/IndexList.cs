using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Fairlead.Primitives;

/// <summary>Indices of devices, such as <c>0,2-3</c>.</summary>
public static partial class IndexList
{
    /// <summary>Each once, in the order given.</summary>
    public static bool TryParse(string text, out ImmutableArray<int> indices)
    {
        var isList = Form().IsMatch(text);
        indices = isList ? [.. text.Split(',').SelectMany(Range).Distinct()] : [];
        return isList;
    }

    private static IEnumerable<int> Range(string part)
    {
        var ends = part.Split('-').Select(end => int.Parse(end, CultureInfo.InvariantCulture)).ToArray();
        return Enumerable.Range(ends[0], Math.Max(0, ends[^1] - ends[0] + 1));
    }

    [GeneratedRegex(@"\A\d{1,3}(-\d{1,3})?(,\d{1,3}(-\d{1,3})?)*\z")]
    private static partial Regex Form();
}
