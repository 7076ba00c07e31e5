namespace Fairlead.Acceptance;

/// <summary>The one-line reports of stages in a command's standard error.</summary>
internal static class StageLines
{
    /// <summary>For example <c>hit package nano3/sft</c>, in order.</summary>
    public static IReadOnlyList<string> In(string error) =>
        [.. error.Split('\n')
            .Select(line => line.Split("  "))
            .Where(fields => fields.Length > 4 && fields[0] is "hit" or "ran" or "failed")
            .Select(fields => $"{fields[0]} {fields[1]} {fields[2].Split(' ')[0]}")];
}
