using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Fairlead.Testing;

/// <summary>The processes of runs in or below a folder, found by the variable that all of them inherit, independently of the code under test.</summary>
public static class RunProcesses
{
    public static IReadOnlyList<int> Below(string folder) =>
        [.. Directory.EnumerateDirectories("/proc")
            .Where(path => char.IsAsciiDigit(Path.GetFileName(path)[0]) && RunDirectoryOf(path) is { } run && (run == folder || run.StartsWith($"{folder}/", StringComparison.Ordinal)))
            .Select(path => int.Parse(Path.GetFileName(path), CultureInfo.InvariantCulture))];

    /// <summary>Kills until nothing is left, for a shell may be starting a process at this very moment.</summary>
    public static void Kill(string folder)
    {
        for (var processes = Below(folder); processes.Count > 0; processes = Below(folder))
        {
            foreach (var pid in processes)
                Kill(pid);
        }
    }

    /// <summary>The process that leads the session of another.</summary>
    public static int SessionOf(int pid) =>
        int.Parse(File.ReadAllText($"/proc/{pid}/stat").Split(") ")[^1].Split(' ')[3], CultureInfo.InvariantCulture);

    private static void Kill(int pid)
    {
        try
        {
            using var process = Process.GetProcessById(pid);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It ended by itself.
        }
    }

    private static string? RunDirectoryOf(string process)
    {
        const string Variable = "FAIRLEAD_RUN_DIR=";
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(process, "environ")))
                .Split('\0')
                .FirstOrDefault(variable => variable.StartsWith(Variable, StringComparison.Ordinal))?[Variable.Length..];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
