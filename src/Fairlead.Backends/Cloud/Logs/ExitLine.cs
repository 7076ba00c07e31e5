using System.Text.Json;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>The line with which a pod's script ends its output: <c>[fairlead] exit {"exit_code":0,...}</c>.</summary>
internal static class ExitLine
{
    private const string Mark = "[fairlead] exit ";

    /// <summary>Null when the line is another, or was cut.</summary>
    public static JobExit? Read(string line)
    {
        try
        {
            return line.StartsWith(Mark, StringComparison.Ordinal) ? JobExit.Read(line[Mark.Length..]) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
