using Fairlead.Runs.Ledger;

namespace Fairlead.Backends.Cloud.Lepton.Running.Submitting;

/// <summary>The moment a run is sent: from then on it may be with the workspace.</summary>
internal static class Sending
{
    /// <param name="stop">Ends what was made while somebody cancelled the run.</param>
    /// <returns>The backend's id; <see cref="CloudMarks.NoJob"/> when it was cancelled before.</returns>
    public static async Task<string> SendAsync(Run run, Func<Task> send, Func<Task> stop)
    {
        var marks = new CloudMarks(run);
        if (marks.IsCancelled)
            return CloudMarks.NoJob;
        marks.MarkSent();
        await send();

        // A cancellation that looked before the job was there relies on this look.
        if (marks.IsCancelled)
            await stop();
        return LeptonRunId.Of(run).ToString();
    }
}
