using Fairlead.Primitives;
using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud;

/// <summary>What the ledger remembers of a cloud run before the cloud does.</summary>
internal sealed record CloudMarks(Run Run)
{
    /// <summary>What is recorded as the job's id of a run that was cancelled before it had one.</summary>
    public const string NoJob = "cancelled";

    /// <summary>Fairlead was asked to cancel it: from now on it is never sent.</summary>
    public bool IsCancelled => File.Exists(Cancelled);

    /// <summary>The job may be with the cloud.</summary>
    public bool MayBeSent => File.Exists(Sent);

    private string Cancelled => Path.Combine(Run.Directory, "cancelled");

    private string Sent => Path.Combine(Run.Directory, "sent");

    public void MarkCancelled() => AtomicFile.Write(Cancelled, "", AtomicFile.Private);

    public void MarkSent() => AtomicFile.Write(Sent, "", AtomicFile.Private);
}
