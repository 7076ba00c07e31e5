using Fairlead.Primitives;
using Fairlead.Runs;

namespace Fairlead.Backends.Slurm.Running.Checkup;

/// <summary>What each answer means, and what to do about it.</summary>
internal static class CheckupRules
{
    private const string AccountingOff = "accounting storage is disabled";
    private static readonly string[] Down = ["down", "drain", "inact"];

    public static IEnumerable<CheckupFinding> Judge(CheckupSubject wanted, CheckupAnswer answer) => answer.Subject switch
    {
        "controller" => [Controller(answer)],
        "partitions" => Partitions(wanted, answer),
        "account" => Account(wanted, answer),
        _ => [new(answer.Subject, answer.FirstLine, answer.Succeeded ? null : Remedy(wanted, answer.Subject))],
    };

    private static CheckupFinding Controller(CheckupAnswer answer) =>
        new(answer.Subject, answer.Succeeded ? answer.FirstLine : answer.LastLine, answer.Succeeded && answer.Words.Contains("is UP", StringComparison.Ordinal) ? null : "look at slurmctld and munge there, or ask the administrators");

    private static IEnumerable<CheckupFinding> Partitions(CheckupSubject wanted, CheckupAnswer answer)
    {
        if (!answer.Succeeded)
            return [new(answer.Subject, answer.LastLine, "sinfo must answer; look at slurmctld there")];
        var states = answer.Lines.Select(line => line.Split(' ')).ToLookup(words => words[0], words => words[^1]);
        return wanted.Partitions.Distinct().Select(name => states[name].FirstOrDefault() switch
        {
            null => new CheckupFinding($"partition {name}", $"not there.{Suggest.DidYouMean(name, states.Select(state => state.Key))}", "set partition, run_partition or batch_partition in the profile"),
            var state => new CheckupFinding($"partition {name}", state, Down.Contains(state) ? $"choose another: {string.Join(", ", states.Select(other => other.Key))}" : null),
        });
    }

    private static IEnumerable<CheckupFinding> Account(CheckupSubject wanted, CheckupAnswer answer)
    {
        if (wanted.Account is not { } account)
            return [];
        if (answer.Words.Contains(AccountingOff, StringComparison.OrdinalIgnoreCase))
            return [new($"account {account}", "accounting is off", null)];
        if (!answer.Succeeded)
            return [new($"account {account}", answer.LastLine, "sacctmgr must answer; look at slurmdbd and munge there")];
        var accounts = answer.Lines;
        return [new($"account {account}", $"yours are {string.Join(", ", accounts)}", accounts.Contains(account) ? null : "set account in the profile")];
    }

    private static string Remedy(CheckupSubject wanted, string subject) => subject switch
    {
        "sbatch" => "install the Slurm client programs there, or put them on the PATH of shells that are not interactive",
        "directory" => $"make {wanted.Site.Directory} writable, or set remote_job_dir in the profile",
        "git" => "install git there; auto-mounts need it",
        "image" => "correct container_image in the profile, or name an image's reference there",
        "enroot" => "install enroot there, or import the image on a node and name the squash file as container_image",
        _ => $"install {subject} there",
    };
}
