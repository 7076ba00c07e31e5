using Fairlead.Backends.Slurm.Remote;
using Fairlead.Primitives;

namespace Fairlead.Backends.Slurm.Running.Submitting;

/// <summary>Looks for a run's job in its folder and, by its name, with the scheduler.</summary>
internal sealed class JobLookUp(RunSite site)
{
    /// <summary>What is recorded as the job's id of a run that was cancelled before it had one.</summary>
    public const string NoJob = "cancelled";

    private static readonly RemoteScript Find = new("find.sh", Repeatable: true);

    /// <exception cref="FairleadException">Nobody can say: exit code 4, for nothing was submitted.</exception>
    public async Task<Standing> RequireAsync(CancellationToken cancellationToken)
    {
        try
        {
            var (standing, words) = await AskAsync(cancellationToken);
            return standing ?? throw new FairleadException(
                ExitCode.SubmissionRefused,
                $"{site.Host.Name} does not say whether run {site.Run.Id} has a job: {words}",
                "look at it with scontrol ping; then run the same command again: nothing was sent");
        }
        catch (ConnectionLostException exception)
        {
            throw SubmissionFault.NothingSent(exception);
        }
    }

    /// <returns>No standing but the reason when that cannot be said.</returns>
    public Task<(Standing? Standing, string Words)> AskAsync(CancellationToken cancellationToken) => RunAsync("ask", cancellationToken);

    /// <summary>Without the scheduler.</summary>
    /// <inheritdoc cref="AskAsync"/>
    public Task<(Standing? Standing, string Words)> LookAsync(CancellationToken cancellationToken) => RunAsync("look", cancellationToken);

    private async Task<(Standing? Standing, string Words)> RunAsync(string how, CancellationToken cancellationToken)
    {
        var result = await site.Host.RunAsync(Find, [site.Directory, site.JobName, site.Comment, how], default, cancellationToken);
        return result.Succeeded ? (Standing.Parse(result.Text), "") : (null, result.Error.Trim());
    }
}
