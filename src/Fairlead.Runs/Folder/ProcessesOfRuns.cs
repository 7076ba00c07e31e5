using System.Globalization;
using System.Text;

namespace Fairlead.Runs.Folder;

/// <summary>Finds the processes of local runs by a variable that every one of them inherits, wherever it moved its session or its parent.</summary>
public static class ProcessesOfRuns
{
    public const string Variable = "FAIRLEAD_RUN_DIR";
    private static readonly byte[] Prefix = Encoding.UTF8.GetBytes(Variable + "=");

    /// <summary>Run directory to the processes that belong to it, from one pass over /proc.</summary>
    public static ILookup<string, int> ByRunDirectory() =>
        Directory.EnumerateDirectories("/proc")
            .Select(directory => (Known: int.TryParse(Path.GetFileName(directory), NumberStyles.None, CultureInfo.InvariantCulture, out var pid), Pid: pid))
            .Where(entry => entry.Known && entry.Pid != Environment.ProcessId)
            .Select(entry => (Directory: RunDirectoryOf(entry.Pid), entry.Pid))
            .Where(entry => entry.Directory is not null)
            .ToLookup(entry => entry.Directory!, entry => entry.Pid);

    /// <summary>Null when the process is of no run, or gone.</summary>
    public static string? RunDirectoryOf(int pid) => ValueOf(Prefix, ReadEnvironment(pid));

    private static byte[] ReadEnvironment(int pid)
    {
        try
        {
            return File.ReadAllBytes($"/proc/{pid}/environ");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return []; // it has ended, or it is another user's: either way not a process of ours
        }
    }

    private static string? ValueOf(ReadOnlySpan<byte> prefix, ReadOnlySpan<byte> environment)
    {
        while (!environment.IsEmpty)
        {
            var end = environment.IndexOf((byte)0);
            var variable = end < 0 ? environment : environment[..end];
            if (variable.StartsWith(prefix))
                return Encoding.UTF8.GetString(variable[prefix.Length..]);
            environment = end < 0 ? [] : environment[(end + 1)..];
        }

        return null;
    }
}
