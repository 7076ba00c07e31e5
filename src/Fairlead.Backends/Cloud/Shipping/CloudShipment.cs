using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Backends.Cloud.Rendering;
using Fairlead.Backends.Cloud.Transport;
using Fairlead.Primitives;
using Fairlead.Runs.Requests;
using Fairlead.Runs.Submission;

namespace Fairlead.Backends.Cloud.Shipping;

/// <summary>What a run takes with it to a cloud.</summary>
internal static class CloudShipment
{
    // A cluster that outlives its job would keep the variables it was made with.
    private const string RayCluster = "raycluster";

    /// <summary>Packs the run's files and decides how they travel. Nothing is sent, and nothing is left on this machine.</summary>
    /// <param name="podsFill">Only pods can write to the volume: what goes there goes in pieces that a pod can carry.</param>
    /// <exception cref="FairleadException">A file is not what the request was rendered with, or a limit of the platform is broken.</exception>
    public static async Task<TransportPlan> PlanAsync(string run, JobRequest request, Payload payload, bool podsFill, CancellationToken cancellationToken)
    {
        var part = request.PartAs<CloudPart>();
        var parcels = await JobParcels.PackAsync(request, payload, cancellationToken);
        var order = new TransportOrder(
            part.Transport.Limits,
            part.Workload == RayCluster ? TransportMode.Volume : part.Transport.Mode,
            [parcels.Source, parcels.Job],
            Variables(run, request, part),
            ShellWord.Quote(PodBootstrap.Script),
            podsFill ? part.Transport.Limits.PartBytes : null);
        return TransportPlan.Of(await SmallestAsync(order, parcels, cancellationToken));
    }

    // Of xz the pods need more, so it is used only where it saves the way over the volume.
    private static async Task<TransportOrder> SmallestAsync(TransportOrder order, JobParcels parcels, CancellationToken cancellationToken)
    {
        if (order.Mode == TransportMode.Volume || TransportPlan.FitsEnvironment(order) || await parcels.SmallerSourceAsync(cancellationToken) is not { } xz)
            return order;
        var smaller = order with { Parcels = order.Parcels.Replace(parcels.Source, xz) };
        return TransportPlan.FitsEnvironment(smaller) ? smaller : order;
    }

    private static ImmutableSortedDictionary<string, string> Variables(string run, JobRequest request, CloudPart part) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("FAIRLEAD_HOME", part.Home)
            .Add("FAIRLEAD_NODES", Text(part.Ray is null ? request.Nodes : 1))
            .Add("FAIRLEAD_RUN", run)
            .Add("FAIRLEAD_TRANSPORT_KEEP_DAYS", Text(part.Transport.KeepDays))
            .Add("FAIRLEAD_TRANSPORT_WAIT_S", Text(part.Transport.WaitSeconds));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
