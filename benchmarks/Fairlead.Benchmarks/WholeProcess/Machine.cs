using System.Runtime.InteropServices;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Where figures come from: they mean nothing without it.</summary>
internal static class Machine
{
    private const string ProcessorFile = "/proc/cpuinfo";
    private const string LoadFile = "/proc/loadavg";

    public static string Description =>
        $"{Environment.ProcessorCount} cores ({Processor}), {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}, load {Load}";

    private static string Processor => !File.Exists(ProcessorFile)
        ? RuntimeInformation.ProcessArchitecture.ToString()
        : File.ReadLines(ProcessorFile).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(": ")[^1]
            ?? RuntimeInformation.ProcessArchitecture.ToString();

    // Of the last minute: other work that the machine did meanwhile shows here.
    private static string Load => File.Exists(LoadFile) ? File.ReadAllText(LoadFile).Split(' ')[0] : "unknown";
}
