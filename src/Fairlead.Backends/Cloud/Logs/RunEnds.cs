using Fairlead.Runs;
using Fairlead.Runs.Folder;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Joins what a platform and a job's own record say of its end.</summary>
internal static class RunEnds
{
    /// <param name="status">The platform's word, which decides whether the job succeeded.</param>
    /// <param name="exit">Null when no pod left a record: the platform's own reason stands, and no exit code is known.</param>
    public static RunStatus Of(RunStatus status, JobExit? exit) => (status.State, exit) switch
    {
        (RunState.Succeeded, { ExitCode: 0 }) => status with { ExitCode = 0, Finished = status.Finished ?? exit.Status.Finished },
        (RunState.Failed, { Cancelled: true }) => exit.Status with { BackendWord = status.BackendWord },
        (RunState.Failed, { ExitCode: not 0 }) => exit.Status with { BackendWord = status.BackendWord },
        _ => status,
    };
}
