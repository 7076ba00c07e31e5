using System.Globalization;
using System.Text;

namespace Fairlead.Sources;

/// <summary>The extended header records of POSIX pax, for what does not fit into a ustar header.</summary>
internal static class PaxRecords
{
    // The field holds 100 bytes; the last stays NUL, because SharpZipLib would write its own kind of long name at 100.
    private const int FieldBytes = 99;

    /// <returns>Nothing when both fit.</returns>
    public static byte[] For(string path, string? linkTarget) =>
        Encoding.UTF8.GetBytes(Record("linkpath", linkTarget ?? "") + Record("path", path));

    /// <summary>The longest start of a name that fits its ustar field: whole characters, and no slash at the end, which would mean a folder.</summary>
    public static string Shorten(string name)
    {
        var length = 0;
        var bytes = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            bytes += rune.Utf8SequenceLength;
            if (bytes > FieldBytes)
                return name[..length].TrimEnd('/');
            length += rune.Utf16SequenceLength;
        }

        return name;
    }

    /// <summary>All records of one extended header, whatever their keys.</summary>
    /// <exception cref="InvalidDataException">A record is not as POSIX has it.</exception>
    public static Dictionary<string, string> Parse(ReadOnlySpan<byte> bytes)
    {
        var records = new Dictionary<string, string>();
        while (!bytes.IsEmpty)
        {
            var space = bytes.IndexOf((byte)' ');
            var equals = bytes.IndexOf((byte)'=');
            if (!int.TryParse(bytes[..Math.Max(space, 0)], NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || equals < space || length <= equals || length > bytes.Length || bytes[length - 1] != '\n')
                throw new InvalidDataException("a pax record is malformed");
            records[Encoding.UTF8.GetString(bytes[(space + 1)..equals])] = Encoding.UTF8.GetString(bytes[(equals + 1)..(length - 1)]);
            bytes = bytes[length..];
        }

        return records;
    }

    // "<length> <key>=<value>\n", where the length in bytes includes its own digits.
    private static string Record(string key, string value)
    {
        if (Encoding.UTF8.GetByteCount(value) <= FieldBytes)
            return "";
        var rest = $" {key}={value}\n";
        var bytes = Encoding.UTF8.GetByteCount(rest);
        var length = bytes + Digits(bytes);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes + Digits(length)}{rest}");
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;
}
