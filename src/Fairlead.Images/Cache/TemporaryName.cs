using System.Globalization;
using System.Text.RegularExpressions;

namespace Fairlead.Images.Cache;

/// <summary>Names of files being written: <c>&lt;host&gt;-&lt;pid&gt;-&lt;random&gt;</c>, so that whoever finds one knows whom to ask.</summary>
internal static partial class TemporaryName
{
    public static string New(Writer writer) => $"{writer.Host}-{writer.Pid}-{Guid.NewGuid():N}";

    /// <summary>True when a process of our own host has that number, even if it is a later one; of other hosts nothing is known.</summary>
    public static bool IsOfLiving(string name, Writer writer) =>
        Shape().Match(name) is { Success: true } match
        && match.Groups["host"].Value == writer.Host
        && ProcessTable.StartOf(int.Parse(match.Groups["pid"].Value, CultureInfo.InvariantCulture)) is not null;

    [GeneratedRegex("^(?<host>.+)-(?<pid>[0-9]{1,9})-[0-9a-f]{32}$")]
    private static partial Regex Shape();
}
