namespace Fairlead.Emulators.Http;

/// <summary>Something that goes wrong with matching requests.</summary>
/// <param name="Method">An HTTP method, or <c>*</c>.</param>
/// <param name="Path">The path without the query; <c>*</c> stands for any characters.</param>
/// <param name="Times">How many requests it befalls.</param>
public sealed record Fault(string Method, string Path, FaultKind Kind, FaultPosition Position = FaultPosition.Before, int Times = 1);

/// <summary>Whether a request has had its effect when the fault befalls it.</summary>
public enum FaultPosition
{
    /// <summary>The control plane has done nothing.</summary>
    Before,

    /// <summary>The control plane has done its work; the answer is lost or late.</summary>
    After,
}

/// <summary>What goes wrong.</summary>
public abstract record FaultKind
{
    private FaultKind()
    {
    }

    /// <summary>This status instead of the answer.</summary>
    /// <param name="RetryAfter">Seconds, as the header of that name.</param>
    public sealed record Status(int Code, string Message = "a fault on purpose", int? RetryAfter = null) : FaultKind;

    /// <summary>The answer comes, but later.</summary>
    public sealed record Slow(TimeSpan Delay) : FaultKind;

    /// <summary>No answer: the connection ends.</summary>
    public sealed record Cut : FaultKind;

    /// <summary>The connection ends once this much of the body has been sent.</summary>
    public sealed record CutAfter(long Bytes) : FaultKind;

    /// <summary>The answer tells of this phase or state, in every place where one is told.</summary>
    public sealed record Phase(string Word) : FaultKind;
}
