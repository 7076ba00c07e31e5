using System.Globalization;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>What came of an attempt to claim a run and submit its job.</summary>
internal abstract record SbatchAnswer
{
    /// <summary>The claim is another launcher's.</summary>
    public sealed record Lost : SbatchAnswer;

    /// <summary>The run was cancelled first.</summary>
    public sealed record Cancelled : SbatchAnswer;

    public sealed record Ended(int ExitCode, string? Job, string Words) : SbatchAnswer;

    /// <param name="text">The output of <c>submit.sh</c>.</param>
    /// <exception cref="FairleadException">Something else has printed there too.</exception>
    public static SbatchAnswer Parse(string text)
    {
        var lines = text.Split('\n', 2);
        return lines[0].Split(' ') switch
        {
            ["lost"] => new Lost(),
            ["cancelled"] => new Cancelled(),
            ["sbatch", var code, var job] => new Ended(int.Parse(code, CultureInfo.InvariantCulture), job == "-" ? null : job, lines[^1].Trim()),
            _ => throw SubmissionFault.Unreadable("submit.sh", text),
        };
    }
}
