namespace Fairlead.Primitives;

/// <summary>The documented exit codes of every command.</summary>
public enum ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    Success = 0,

    /// <summary>A fault of ours: please report it.</summary>
    Unexpected = 1,

    /// <summary>An argument, profile, recipe or file of the user's is wrong.</summary>
    Usage = 2,

    /// <summary>A stage (preparation, packaging, rendering, image work) failed.</summary>
    StageFailed = 3,

    /// <summary>The executor refused the submission.</summary>
    SubmissionRefused = 4,

    /// <summary>The job ran and failed.</summary>
    JobFailed = 5,

    /// <summary>Cancelled by the user.</summary>
    Cancelled = 6,

    /// <summary>The outcome is unclear; the message says how to find out.</summary>
    Unclear = 7,
}
