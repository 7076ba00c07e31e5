using System.Collections.Immutable;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.RunAi.Running.Api;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.RunAi.Running.Submitting;

/// <summary>Puts files on the volume, each with a workspace of its own that carries it in its variables. Writing one twice does no harm.</summary>
internal sealed class VolumeTransport(RunAiApi api, TimeProvider time)
{
    private const int AtOnce = 4;
    private static readonly Poll Patiently = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(20));

    /// <exception cref="FairleadException">A part could not be written: exit code 4, for the job was not sent.</exception>
    public Task StoreAsync(RunAiProject project, CloudPart part, ImmutableArray<VolumePart> files, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        files,
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (file, stop) => await StoreAsync(project, part, file, stop));

    private async Task StoreAsync(RunAiProject project, CloudPart part, VolumePart file, CancellationToken cancellationToken)
    {
        var id = await api.CreatePatientlyAsync(WorkloadType.Workspaces, WorkloadBody.OfPart(project, part, file), cancellationToken);
        try
        {
            await FinishAsync(id, file, cancellationToken);
        }
        finally
        {
            await api.DeleteAsync(new WorkloadId(WorkloadType.Workspaces, id), CancellationToken.None);
        }
    }

    private async Task FinishAsync(string id, VolumePart file, CancellationToken cancellationToken)
    {
        var workspace = await Patiently.UntilAsync(
            () => api.WorkspaceAsync(id, cancellationToken),
            seen => seen.ActualPhase is "Completed" or "Failed" or "Degraded" or "Stopped" or "Deleting" or "Deleted",
            seen => Failure(file, $"the workspace that writes it was {seen.ActualPhase} for {Patiently.Patience.TotalMinutes:0} minutes"),
            time,
            cancellationToken);
        if (workspace.ActualPhase != "Completed")
            throw Failure(file, $"the workspace that writes it ended as {workspace.ActualPhase}: {workspace.PhaseMessage}");
    }

    private FairleadException Failure(VolumePart file, string found) => new(
        ExitCode.SubmissionRefused,
        $"expected src/{file.Name} on the volume below {api.Site.Home}, found: {found}",
        "see that pods of the project start and can write there; then run the same command again");
}
