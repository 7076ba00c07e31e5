using System.Globalization;

namespace Fairlead.Runs.Logs;

/// <summary>Whose log a file is: <c>logs/rank-003.log</c> is that of <c>rank 3</c>, member 3; <c>logs/task-1/rank-0.log</c> that of <c>task 1 rank 0</c>.</summary>
/// <param name="Member">Null for a log that is no member's.</param>
public sealed record LogName(string Source, int? Member)
{
    private const string TaskPrefix = "task-";

    public static LogName Of(string path)
    {
        var (folder, name) = (Path.GetFileName(Path.GetDirectoryName(path)) ?? "", Path.GetFileNameWithoutExtension(path));
        var task = folder.StartsWith(TaskPrefix, StringComparison.Ordinal) ? $"task {folder[TaskPrefix.Length..]} " : "";
        return name.Split('-') is [var kind, var number] && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var member)
            ? new LogName(string.Create(CultureInfo.InvariantCulture, $"{task}{kind} {member}"), member)
            : new LogName(task + name, null);
    }
}
