using Fairlead.Node.Containers.Running;

namespace Fairlead.Node.Results;

internal enum VerdictKind
{
    Success,
    Failure,

    /// <summary>This rank has no figure, and another may have one.</summary>
    Deferred,

    /// <summary>The model is not for this node's GPUs.</summary>
    Skipped,
}

/// <summary>How one model fared on one rank.</summary>
/// <param name="Reason">For people.</param>
internal sealed record Verdict(VerdictKind Kind, string Reason)
{
    public static readonly Verdict Skipped = new(VerdictKind.Skipped, "the model's card leaves out the GPUs of this node");

    /// <summary>The exit code and a figure outrank what the log may say: tools complain of what does not matter.</summary>
    /// <param name="error">What the log says; null: nothing.</param>
    /// <param name="isMeasured">Whether the model is to bring a figure at all.</param>
    /// <param name="isAlone">Whether there is no other rank that may bring it.</param>
    public static Verdict Of(ContainerEnd end, bool hasFigure, string? error, bool isMeasured, bool isAlone) => end switch
    {
        { Kind: EndKind.TimedOut } => new(VerdictKind.Failure, $"it was ended after {Math.Round(end.Duration.TotalSeconds)} s, the time it has"),
        { Kind: EndKind.Cancelled } => new(VerdictKind.Failure, "it was cancelled"),
        { ExitCode: not 0, IsOutOfMemory: true } => new(VerdictKind.Failure, $"exit code {end.ExitCode}; the kernel ended a process of it for its memory"),
        { ExitCode: not 0 } => new(VerdictKind.Failure, $"exit code {end.ExitCode}{(error is null ? "" : $"; its log says: {error}")}"),
        _ when hasFigure => new(VerdictKind.Success, "it brought a figure"),
        _ when error is not null => new(VerdictKind.Failure, $"it brought no figure, and its log says: {error}"),
        _ when !isMeasured => new(VerdictKind.Success, "no figure was asked for"),
        _ when !isAlone => new(VerdictKind.Deferred, "this rank brought no figure"),
        _ => new(VerdictKind.Failure, "it brought no figure"),
    };
}
