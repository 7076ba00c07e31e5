using System.Globalization;
using System.Text;
using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>
/// Gives a placed run's job to the scheduler, once. Of any number of launchers one has the claim; the others wait for what
/// comes of it, and one of them takes it over when nothing can come of it any more.
/// </summary>
internal sealed class JobSubmission(RunSite site, TimeProvider time)
{
    private const int Rounds = 5;

    // A script that a signal ended may have come as far as sbatch.
    private const int Signalled = 128;
    private static readonly RemoteScript Submit = new("submit.sh", Repeatable: false);
    private static readonly RemoteScript Release = new("release.sh", Repeatable: false);

    // submit.sh gives sbatch a minute. After that a claim without a job belongs to nobody who is alive.
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(75));

    private readonly JobLookUp lookUp = new(site);

    /// <summary>Cannot be cancelled: a job must not start without somebody who knows that it has.</summary>
    /// <param name="options">Further options of sbatch.</param>
    /// <exception cref="FairleadException">sbatch refuses (exit code 4), or it is not known whether there is a job (7).</exception>
    public async Task<string> RunAsync(IReadOnlyList<string> options, Secret secrets)
    {
        var abandoned = "";
        for (var round = 0; round < Rounds; round++)
        {
            var token = $"{Guid.NewGuid():N}";
            switch (await AskAsync(token, abandoned, options, secrets))
            {
                case SbatchAnswer.Cancelled:
                    return JobLookUp.NoJob;
                case SbatchAnswer.Ended ended:
                    return await SettleAsync(abandoned.Length == 0 ? token : $"{abandoned}/next", ended);
            }

            switch (await WaitAsync())
            {
                case Standing.Submitted submitted:
                    return submitted.Job;
                case Standing.Cancelled:
                    return JobLookUp.NoJob;
                case Standing.Claimed claimed:
                    abandoned = claimed.Claim;
                    break;
                default:
                    abandoned = "";
                    break;
            }
        }

        throw Unclear($"other launchers keep trying to submit run {site.Run.Id} and none of them comes to an end");
    }

    private async Task<SbatchAnswer> AskAsync(string token, string abandoned, IReadOnlyList<string> options, Secret secrets)
    {
        try
        {
            var input = Encoding.UTF8.GetBytes(secrets.Reveal());
            var result = await site.Host.RunAsync(
                Submit,
                [site.Directory, site.JobName, site.Comment, token, abandoned, input.Length.ToString(CultureInfo.InvariantCulture), .. options],
                input,
                CancellationToken.None);
            return result.ExitCode switch
            {
                0 => SbatchAnswer.Parse(result.Text),
                > Signalled => new SbatchAnswer.Lost(),
                _ => throw SubmissionFault.Of(site.Host, site.Layout, $"to submit run {site.Run.Id}", result.Error),
            };
        }
        catch (ConnectionLostException)
        {
            // The script may have come to its end without us: as far as we know, somebody has the claim.
            return new SbatchAnswer.Lost();
        }
    }

    private async Task<string> SettleAsync(string claim, SbatchAnswer.Ended sbatch)
    {
        var known = sbatch is { ExitCode: 0, Job: not null } ? null : (await lookUp.AskAsync(CancellationToken.None)).Standing;
        switch (SubmissionVerdict.Of(sbatch, known))
        {
            case SubmissionVerdict.Accepted accepted:
                return accepted.Job;
            case SubmissionVerdict.Refused:
                await site.RequireAsync(Release, [site.Directory, claim], default, $"to give up the claim to run {site.Run.Id}", CancellationToken.None);
                throw new FairleadException(ExitCode.SubmissionRefused, $"sbatch refuses run {site.Run.Id}: {sbatch.Words}", Refusals.Remedy(sbatch.Words));
            default:
                throw Unclear($"it is not known whether run {site.Run.Id} was submitted: sbatch ended with exit code {sbatch.ExitCode} and said '{sbatch.Words}'");
        }
    }

    /// <summary>Waits for what comes of another's claim. A claim that is returned has been waited for in vain.</summary>
    private async Task<Standing> WaitAsync()
    {
        var first = await LookAsync();
        var standing = await Patiently.WatchAsync(LookAsync, seen => seen is not Standing.Claimed || seen != first, time, CancellationToken.None);
        if (standing is not Standing.Claimed)
            return standing;
        var (known, words) = await lookUp.AskAsync(CancellationToken.None);
        if (known is null)
            throw Unclear($"a submission of run {site.Run.Id} was cut off, and the scheduler does not say whether there is a job: {words}");

        // Not the claim as it is now: somebody else may have taken it over just before.
        return known is Standing.Claimed ? first : known;
    }

    private async Task<Standing> LookAsync()
    {
        var (standing, words) = await lookUp.LookAsync(CancellationToken.None);
        return standing ?? throw Unclear($"it cannot be seen how far the submission of run {site.Run.Id} has come: {words}");
    }

    private static FairleadException Unclear(string message) =>
        new(ExitCode.Unclear, message, "run the same command again: it finds the job if there is one");
}
