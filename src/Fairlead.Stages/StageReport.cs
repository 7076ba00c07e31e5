using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Stages;

/// <summary>
/// The one line each stage prints: <c>outcome  stage  subject  key 0123456789ab  1.23s  reason</c>, two spaces between fields, the reason
/// left out on a hit. People grep it and CI parses it: the format does not change.
/// </summary>
public static class StageReport
{
    private const int KeyShown = 12;

    /// <param name="outcome"><c>hit</c>, <c>ran</c>, <c>failed</c>.</param>
    public static string Line(string outcome, string stage, string subject, Digest key, TimeSpan elapsed, string? reason)
    {
        var seconds = elapsed.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
        var line = $"{outcome}  {stage}  {subject}  {Key(key)}  {seconds}s";
        return reason is null ? line : $"{line}  {reason}";
    }

    internal static string Line(string outcome, StageInputs inputs, TimeSpan elapsed, string? reason) =>
        Line(outcome, inputs.Stage, inputs.Subject, inputs.Key, elapsed, reason);

    internal static string Waiting(StageInputs inputs) =>
        $"waiting  {inputs.Stage}  {inputs.Subject}  {Key(inputs.Key)}  another process is making it";

    private static string Key(Digest key) => $"key {key.ToString()[..KeyShown]}";
}
