using Fairlead.Backends.Cloud.Http;
using Fairlead.Primitives;
using Fairlead.Runs.Ledger;
using Fairlead.Runs.Requests;

namespace Fairlead.Backends.Cloud;

/// <summary>Looks a run's job up by its name, before one is made.</summary>
internal static class CloudLookUp
{
    /// <param name="find">Its id there; null when there is none.</param>
    /// <returns>The backend's id; null when there is none and one may be made.</returns>
    /// <exception cref="FairleadException">Nobody can say: exit code 4 when the run was never sent, else 7.</exception>
    public static async Task<string?> RequireAsync(Run run, Func<Run, CancellationToken, Task<string?>> find, CancellationToken cancellationToken)
    {
        var marks = new CloudMarks(run);
        try
        {
            return await find(run, cancellationToken) ?? (marks.IsCancelled ? CloudMarks.NoJob : null);
        }
        catch (ApiFaultException exception) when (marks.MayBeSent)
        {
            throw new FairleadException(ExitCode.Unclear, $"whether there is a job {JobName.WithAttempt(run.Name, run.Attempt)} cannot be said: {exception.Problem}", exception.Next, exception);
        }
        catch (ApiFaultException exception)
        {
            throw new FairleadException(ExitCode.SubmissionRefused, $"nothing was sent: {exception.Problem}", exception.Next, exception);
        }
    }
}
