namespace Fairlead.Backends.Cloud.Transport;

/// <summary>What a platform lets a job carry in its own environment.</summary>
/// <param name="ChunkCharacters">How much base64 goes into one variable.</param>
/// <param name="ValueCharacters">The longest value of a variable.</param>
/// <param name="TotalCharacters">The most that all names and values of one pod may come to.</param>
/// <param name="ArgumentCharacters">The longest command; null: only the kernel's own limit.</param>
public sealed record TransportLimits(int ChunkCharacters, int ValueCharacters, int TotalCharacters, int? ArgumentCharacters)
{
    /// <summary>The longest argument or variable that Linux starts a program with, with name, equals sign and NUL: <c>MAX_ARG_STRLEN</c>.</summary>
    public const int KernelStringBytes = 131_072;

    /// <summary>Files that are put on the volume for one job. Where only pods can write there, each takes a pod.</summary>
    public const int MostParts = 200;

    private const int DefaultTotalCharacters = 1_400_000;
    private const int LargestPart = 1_000_000;
    private const int OtherVariables = 65_536;

    /// <summary>run:ai refuses values and arguments of more than 10,000 characters.</summary>
    public static TransportLimits RunAi { get; } = new(9_000, 10_000, DefaultTotalCharacters, 9_500);

    public static TransportLimits Lepton { get; } = new(98_304, KernelStringBytes - 256, DefaultTotalCharacters, null);

    /// <summary>How much of a file one pod's environment carries, where only pods can write to the volume.</summary>
    public int PartBytes => Math.Clamp((TotalCharacters - Math.Min(OtherVariables, TotalCharacters / 2)) / 4 * 3, 1, LargestPart);
}
