using System.Text.RegularExpressions;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Backends.Slurm.Rendering;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Failures of a submission: the same command, run again, starts where this one stopped.</summary>
internal static partial class SubmissionFault
{
    private const string Again = "then run the same command again";

    public static FairleadException Of(IRemoteHost host, ClusterLayout layout, string wanted, string words, Exception? inner = null) => new(
        ExitCode.SubmissionRefused,
        $"expected {wanted} below {layout.Directory} on {host.Name}, found: {words.Trim()}",
        $"{Remedy(layout, words, inner)}; {Again}",
        inner);

    public static FairleadException NothingSent(ConnectionLostException exception) =>
        new(ExitCode.SubmissionRefused, $"nothing was sent: {exception.Problem}", $"{exception.Next ?? "see that the host can be reached"}; {Again}", exception);

    /// <summary>It may have come as far as sbatch.</summary>
    public static FairleadException Unreadable(string script, string text) => new(
        ExitCode.Unclear,
        $"expected the answer of {script} alone, found '{text.Trim()}'",
        $"let shells there print nothing unless they are interactive (see ~/.bashrc); {Again}");

    private static string Remedy(ClusterLayout layout, string words, Exception? inner) => words switch
    {
        _ when Full().IsMatch(words) => $"free space there (old folders in {layout.Directory}/runs are the first to look at)",
        _ when Unmade().IsMatch(words) => $"make {layout.Directory} writable, or set remote_job_dir in the profile",
        _ => (inner as FairleadException)?.Next ?? "look at that machine",
    };

    // GNU tar does not say why it "wrote only" so much.
    [GeneratedRegex("No space left|quota exceeded|not enough space|wrote only", RegexOptions.IgnoreCase)]
    private static partial Regex Full();

    [GeneratedRegex("cannot create directory")]
    private static partial Regex Unmade();
}
