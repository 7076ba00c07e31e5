using System.Text.Json;
using System.Text.RegularExpressions;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>
/// How a pod's script ends its output: <c>[fairlead] exit {"exit_code":0,...}</c>, and before that, where the script itself could not go on,
/// <c>[pod 0] error: </c> and why.
/// </summary>
internal sealed partial class ExitLine
{
    private const string Mark = "[fairlead] exit ";
    private const string OfThePod = "pod";

    private string? words;

    /// <summary>Takes the next line of the output.</summary>
    /// <returns>The record that it holds, with the script's words where they are about it; null when it is another, or was cut.</returns>
    public JobExit? Read(string line)
    {
        if (Error().Match(line) is { Success: true } error)
            words = error.Groups["words"].Value;
        return line.StartsWith(Mark, StringComparison.Ordinal) ? Parse(line[Mark.Length..]) : null;
    }

    private JobExit? Parse(string json)
    {
        try
        {
            return JobExit.Read(json) is { Kind: OfThePod, ExitCode: not 0 } exit ? exit with { Words = words } : JobExit.Read(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"^\[pod [0-9?]+\] error: (?<words>.{1,500})", RegexOptions.CultureInvariant)]
    private static partial Regex Error();
}
