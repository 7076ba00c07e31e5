using Fairlead.Executors.Submission;
using Fairlead.Jobs;
using Fairlead.Primitives;

namespace Fairlead.Executors.Cloud.Shipping;

/// <summary>Whether a cloud would take what a request brings: found out here, before anything is sent.</summary>
public static class CloudPreflight
{
    /// <exception cref="FairleadException">A limit of the platform is broken; the message names it, what breaks it, and what to do.</exception>
    public static Task CheckAsync(JobRequest request, Payload payload, CancellationToken cancellationToken) =>
        CloudShipment.PlanAsync(request.Name, request, payload, cancellationToken);
}
