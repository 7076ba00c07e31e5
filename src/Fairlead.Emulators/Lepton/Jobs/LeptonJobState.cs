namespace Fairlead.Emulators.Lepton.Jobs;

/// <summary>The words of a job's <c>status.state</c> (leptonai/leptonai: leptonai/api/v2/types/job.py).</summary>
internal static class LeptonJobState
{
    public const string Queueing = nameof(Queueing);
    public const string Awaiting = nameof(Awaiting);
    public const string PendingRetry = nameof(PendingRetry);
    public const string Starting = nameof(Starting);
    public const string Restarting = nameof(Restarting);
    public const string Running = nameof(Running);
    public const string Stopping = nameof(Stopping);
    public const string Stopped = nameof(Stopped);
    public const string Completed = nameof(Completed);
    public const string Failed = nameof(Failed);
    public const string Deleting = nameof(Deleting);
    public const string Deleted = nameof(Deleted);
}
