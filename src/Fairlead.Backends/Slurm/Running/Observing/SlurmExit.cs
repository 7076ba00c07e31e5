using System.Globalization;

namespace Fairlead.Backends.Slurm.Running.Observing;

/// <summary>How a batch script ended.</summary>
/// <param name="Signal">0: it ended by itself.</param>
internal readonly record struct SlurmExit(int Code, int Signal)
{
    private const int SignalBase = 128;
    private const int CodeShift = 8;
    private const int SignalMask = 127;

    /// <summary>As one number, in the way of a shell.</summary>
    public int ShellCode => Signal > 0 ? SignalBase + Signal : Code;

    public string Text => Signal > 0
        ? string.Create(CultureInfo.InvariantCulture, $"was ended by signal {Signal}")
        : string.Create(CultureInfo.InvariantCulture, $"exited with code {Code}");

    /// <summary>squeue tells the status as <c>wait(2)</c> does.</summary>
    public static SlurmExit OfWaitStatus(string text) => Number(text) is var status ? new SlurmExit(status >> CodeShift, status & SignalMask) : default;

    /// <summary>sacct tells <c>code:signal</c>.</summary>
    public static SlurmExit OfPair(string text) => text.Split(':') is [var code, var signal] ? new SlurmExit(Number(code), Number(signal)) : default;

    private static int Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
