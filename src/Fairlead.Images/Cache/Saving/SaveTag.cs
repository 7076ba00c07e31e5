using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Fairlead.Primitives;
using Fairlead.Stages.Store;

namespace Fairlead.Images.Cache.Saving;

/// <summary>The names under which images are pushed into the cache. They tell whose they are, so that those of killed processes can be removed, and cannot be guessed.</summary>
internal static partial class SaveTag
{
    private const int RandomLength = 32;

    /// <returns>A repository: <c>fairlead-save-&lt;space&gt;-&lt;pid&gt;-&lt;started&gt;-&lt;random&gt;</c>.</returns>
    public static string NewRepository(Writer writer) =>
        $"fairlead-save-{Short(writer.Space)}-{writer.Pid}-{writer.Started}-{RandomNumberGenerator.GetHexString(RandomLength, lowercase: true)}";

    /// <summary>True for the tag of a process that has ended for certain.</summary>
    public static bool IsStray(string reference, Writer writer) =>
        Shape().Match(reference) is { Success: true } match
        && match.Groups["space"].Value == Short(writer.Space)
        && writer.SeesGone(writer.Space, int.Parse(match.Groups["pid"].Value, CultureInfo.InvariantCulture), long.Parse(match.Groups["started"].Value, CultureInfo.InvariantCulture));

    private static string Short(string? space) => Digest.Of(space ?? "").ToString()[..12];

    [GeneratedRegex("^127\\.0\\.0\\.1:[0-9]+/fairlead-save-(?<space>[0-9a-f]{12})-(?<pid>[0-9]{1,9})-(?<started>[0-9]{1,18})-[0-9a-f]{32}:save$")]
    private static partial Regex Shape();
}
