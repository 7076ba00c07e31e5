using System.Text.RegularExpressions;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Whether there is a job, judged by what sbatch said and by what the scheduler says when it is asked for the name.</summary>
internal abstract partial record SubmissionVerdict
{
    public sealed record Accepted(string Job) : SubmissionVerdict;

    /// <summary>There is none, and none will come of it.</summary>
    public sealed record Refused : SubmissionVerdict;

    /// <summary>There may be one.</summary>
    public sealed record Unclear : SubmissionVerdict;

    private const int StoppedByTimeout = 124;
    private const int KilledByTimeout = 137;

    /// <param name="known">What a look-up found afterwards; null when it had no answer. Of no matter when sbatch gave an id.</param>
    public static SubmissionVerdict Of(SbatchAnswer.Ended sbatch, Standing? known) => (sbatch, known) switch
    {
        ({ ExitCode: 0, Job: { } job }, _) => new Accepted(job),
        (_, Standing.Submitted found) => new Accepted(found.Job),
        (_, null) => new Unclear(),
        ({ ExitCode: 0 or StoppedByTimeout or KilledByTimeout }, _) => new Unclear(),
        _ when Silence().IsMatch(sbatch.Words) => new Unclear(),
        _ => new Refused(),
    };

    // The controller may have the request and work on it still.
    [GeneratedRegex("timed out|timeout", RegexOptions.IgnoreCase)]
    private static partial Regex Silence();
}
