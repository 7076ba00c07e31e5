using System.Globalization;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Shipping;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud;

/// <summary>Brings a job to a platform: first what it needs, and last, in one request, the job.</summary>
/// <param name="cancel">Ends what was made while somebody cancelled the run.</param>
internal sealed class CloudSubmission(ICloud cloud, CloudCancel cancel, Action<string>? tell)
{
    /// <returns>The backend's id; <see cref="CloudMarks.NoJob"/> when the run was cancelled before it was sent.</returns>
    /// <exception cref="Primitives.FairleadException">It was refused, and there is none (exit code 4); or nobody can say whether there is one (exit code 7).</exception>
    public async Task<string> SubmitAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var (run, request) = (delivery.Run, delivery.Request);
        var (workload, marks) = (cloud.WorkloadOf(run), new CloudMarks(run));
        var secrets = PlainSecrets.Resolve(request);
        var plan = await CloudShipment.PlanAsync(run.Id, request, delivery.Payload, cloud.PodsFillTheVolume, cancellationToken);
        delivery.Progress.Report(SubmitStep.FilesWritten);
        if (marks.IsCancelled)
            return CloudMarks.NoJob;
        if (!plan.Parts.IsEmpty)
            tell?.Invoke(string.Create(CultureInfo.InvariantCulture, $"storing {plan.Parts.Length:N0} files, {plan.Parts.Sum(part => (long)part.Content.Length):N0} bytes, on the volume below {cloud.HomeOf(run)}/src"));
        var make = await workload.PrepareAsync(run, new CloudLoad(request.PartAs<CloudPart>(), plan, secrets), cancellationToken);
        delivery.Progress.Report(SubmitStep.InputsPlaced);
        if (marks.IsCancelled)
            return CloudMarks.NoJob;
        marks.MarkSent();
        var id = await make(cancellationToken);

        // A cancellation that looked before the job was there relies on this look.
        if (marks.IsCancelled)
            await cancel.CancelAsync(run, cancellationToken);
        return id;
    }
}
