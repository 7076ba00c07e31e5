using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud.RunAi.Running.Submitting;

/// <summary>Looks a run's job up by its name.</summary>
internal static class DgxCloudLookUp
{
    /// <returns>The backend's id; null when there is none and one may be made.</returns>
    /// <exception cref="FairleadException">Nobody can say: exit code 4 when the run was never sent, else 7.</exception>
    public static async Task<string?> RequireAsync(Run run, IDgxCloudWorkload workload, CancellationToken cancellationToken)
    {
        var marks = new CloudMarks(run);
        try
        {
            return await workload.FindAsync(run, cancellationToken) ?? (marks.IsCancelled ? CloudMarks.NoJob : null);
        }
        catch (ApiFaultException exception) when (marks.MayBeSent)
        {
            var name = JobName.WithAttempt(run.Name, run.Attempt);
            throw new FairleadException(ExitCode.Unclear, $"whether run:ai has the job {name} cannot be said: {exception.Problem}", exception.Next, exception);
        }
        catch (ApiFaultException exception) when (exception.Fault.IsPassing)
        {
            throw new FairleadException(ExitCode.SubmissionRefused, $"nothing was sent: {exception.Problem}", exception.Next, exception);
        }
    }
}
