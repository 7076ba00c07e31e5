namespace Fairlead.Backends.Cloud.Lepton.Running.Submitting;

/// <summary>The moment a run is sent: from then on it may be with the workspace.</summary>
internal static class Sending
{
    /// <param name="stop">Ends what was made while somebody cancelled the run.</param>
    /// <returns>False: it was cancelled before.</returns>
    public static async Task<bool> SendAsync(CloudMarks marks, Func<Task> send, Func<Task> stop)
    {
        if (marks.IsCancelled)
            return false;
        marks.MarkSent();
        await send();

        // A cancellation that looked before the job was there relies on this look.
        if (marks.IsCancelled)
            await stop();
        return true;
    }
}
