namespace Fairlead.Primitives;

/// <summary>An expected failure: a message for people, an exit code, and what to do next.</summary>
/// <param name="exitCode">What the process exits with.</param>
/// <param name="message">What was expected and what was found, naming the file, key or argument.</param>
/// <param name="next">What to set or run next; null when the message already says it.</param>
public class FairleadException(ExitCode exitCode, string message, string? next = null, Exception? inner = null)
    : Exception(next is null ? message : $"{message}{Environment.NewLine}  next: {next}", inner)
{
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>The message without what to do next.</summary>
    public string Problem { get; } = message;

    /// <summary>What to set or run next; null when the message already says it.</summary>
    public string? Next { get; } = next;

    /// <summary>A failure of the user's arguments or configuration.</summary>
    public static FairleadException Usage(string message, string? next = null, Exception? inner = null) =>
        new(ExitCode.Usage, message, next, inner);

    /// <summary>A failure of a stage.</summary>
    public static FairleadException Stage(string message, string? next = null, Exception? inner = null) =>
        new(ExitCode.StageFailed, message, next, inner);
}
