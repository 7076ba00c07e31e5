using System.Text.RegularExpressions;
using Fairlead.Backends.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Rendering;

/// <summary>How times, sizes, array indices and ports are written.</summary>
internal static partial class SlurmFormats
{
    /// <exception cref="FairleadException">Not a time limit.</exception>
    public static string? Time(SettingReader settings, string key) => Checked(settings, key, TimeLimit(), "minutes, [days-]hours:minutes:seconds, or UNLIMITED");

    /// <exception cref="FairleadException">Not a size.</exception>
    public static string? Memory(SettingReader settings, string key) => Checked(settings, key, Size(), "a size such as 64G, or 0 for all of a node's");

    /// <exception cref="FairleadException">Not a list of indices.</exception>
    public static string? Array(SettingReader settings, string key) => Checked(settings, key, Indices(), "indices such as 0-3, 1,5,7 or 0-15%4");

    /// <exception cref="FairleadException">Not the number of a port.</exception>
    public static int? Port(SettingReader settings, string key) => settings.Number(key, minimum: 1) switch
    {
        > ushort.MaxValue and var number => throw settings.OriginOf(key).Fault($"'{key}' expects a number from 1 to {ushort.MaxValue}, found {number}"),
        var port => port,
    };

    private static string? Checked(SettingReader settings, string key, Regex format, string expected)
    {
        var text = settings.Text(key);
        return text is null || format.IsMatch(text) ? text : throw settings.OriginOf(key).Fault($"'{key}' expects {expected}, found '{text}'");
    }

    [GeneratedRegex(@"\A(\d+(:\d+){0,2}|\d+-\d+(:\d+){0,2}|unlimited|infinite)\z", RegexOptions.IgnoreCase)]
    private static partial Regex TimeLimit();

    [GeneratedRegex(@"\A\d+(\.\d+)?([KMGT]B?)?\z", RegexOptions.IgnoreCase)]
    private static partial Regex Size();

    [GeneratedRegex(@"\A\d+(-\d+(:\d+)?)?(,\d+(-\d+(:\d+)?)?)*(%\d+)?\z")]
    private static partial Regex Indices();
}
