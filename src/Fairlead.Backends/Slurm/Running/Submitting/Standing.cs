using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>How far the submission of a run has come, as the cluster shows it.</summary>
internal abstract record Standing
{
    /// <summary>Nobody has tried, or what was tried was refused.</summary>
    public sealed record None : Standing;

    public sealed record Submitted(string Job) : Standing;

    /// <summary>It was cancelled before it was submitted, and never will be.</summary>
    public sealed record Cancelled : Standing;

    /// <summary>Somebody is submitting it, or has died over it.</summary>
    public sealed record Claimed(string Claim) : Standing;

    /// <param name="text">The output of <c>find.sh</c>.</param>
    /// <exception cref="FairleadException">Something else has printed there too.</exception>
    public static Standing Parse(string text) => text.Trim().Split(' ', 2) switch
    {
        ["job", var job] => new Submitted(job),
        ["claim", var claim] => new Claimed(claim),
        ["cancelled"] => new Cancelled(),
        ["none"] => new None(),
        _ => throw SubmissionFault.Unreadable("find.sh", text),
    };
}
