using System.Globalization;
using System.Text.RegularExpressions;
using Fairlead.Runs.Logs;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>
/// A line of a pod's output, and whose it is: <c>[rank 3] text</c> or <c>[node 1] text</c> of a member of the job (<c>[rank 3>] text</c> a state of a bar), <c>[pod 1] text</c> of what starts the members,
/// or anything that a program wrote past them.
/// </summary>
/// <param name="Kind">rank, node or pod.</param>
internal sealed partial record PodLine(string Kind, int Number, string Text)
{
    private const string OfThePod = "pod";

    public bool IsMembers => Kind != OfThePod;

    public string Source => string.Create(CultureInfo.InvariantCulture, $"{Kind} {Number}");

    /// <summary>See <see cref="SplitLine"/>.</summary>
    public bool IsOverwritten { get; init; }

    public LogLine ToLogLine() => new(Source, Text) { IsOverwritten = IsOverwritten };

    /// <param name="node">Of the pod that wrote it.</param>
    public static PodLine Parse(string line, int node) =>
        Marked().Match(line) is { Success: true } match && int.TryParse(match.Groups["number"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new PodLine(match.Groups["kind"].Value, number, match.Groups["text"].Value) { IsOverwritten = match.Groups["bar"].Length > 0 }
            : new PodLine(OfThePod, node, line);

    [GeneratedRegex(@"^\[(?<kind>rank|node|pod) (?<number>[0-9]{1,9})(?<bar>>?)\] ?(?<text>.*)$", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex Marked();
}
