using System.Globalization;

namespace Fairlead.Stages.Store;

/// <summary>Processes as Linux shows them (proc(5)).</summary>
internal static class ProcessTable
{
    // Counted from the field after the program's name, which may hold anything.
    private const int StartField = 19;

    /// <summary>What processes share that see each other under the same numbers: the boot of the machine and the namespace of the numbers. Null elsewhere.</summary>
    /// <remarks>A host's name does not say it: containers of one host share it, and so may cloned machines.</remarks>
    public static string? Space { get; } = File.Exists("/proc/sys/kernel/random/boot_id")
        ? $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{new FileInfo("/proc/self/ns/pid").LinkTarget}"
        : null;

    /// <summary>Ticks since boot; null when there is no such process, or only what is left of one.</summary>
    public static long? StartOf(int pid)
    {
        try
        {
            var status = File.ReadAllText($"/proc/{pid}/stat");
            var fields = status[(status.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] == "Z" ? null : long.Parse(fields[StartField], CultureInfo.InvariantCulture);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
