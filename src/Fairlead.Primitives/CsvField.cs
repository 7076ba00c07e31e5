using System.Collections.Immutable;
using System.Text;

namespace Fairlead.Primitives;

/// <summary>Lines of comma-separated values (RFC 4180).</summary>
public static class CsvField
{
    private static readonly char[] Special = [',', '"', '\r', '\n'];

    public static string Join(params IEnumerable<string> fields) => string.Join(',', fields.Select(Quote));

    public static ImmutableArray<string> Split(string line)
    {
        var fields = ImmutableArray.CreateBuilder<string>();
        var field = new StringBuilder();
        var quoted = false;
        foreach (var c in line)
        {
            if (c == ',' && !quoted)
            {
                fields.Add(Unquote(field.ToString()));
                field.Clear();
                continue;
            }

            quoted ^= c == '"';
            field.Append(c);
        }

        fields.Add(Unquote(field.ToString()));
        return fields.ToImmutable();
    }

    /// <summary>The lines of a whole text; a quoted field may go over several.</summary>
    public static IEnumerable<string> Records(string text)
    {
        var begin = 0;
        var quoted = false;
        for (var at = 0; at < text.Length; at++)
        {
            quoted ^= text[at] == '"';
            if (text[at] != '\n' || quoted)
                continue;
            yield return text[begin..at].TrimEnd('\r');
            begin = at + 1;
        }

        if (begin < text.Length)
            yield return text[begin..];
    }

    private static string Quote(string field) =>
        field.AsSpan().IndexOfAny(Special) < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    private static string Unquote(string field) =>
        field is ['"', .. var inner, '"'] ? inner.Replace("\"\"", "\"", StringComparison.Ordinal) : field;
}
