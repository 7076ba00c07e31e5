using System.Collections.Immutable;
using System.Globalization;
using Fairlead.Executors.Ledger;
using Fairlead.Executors.Submission;
using Fairlead.Jobs;
using Fairlead.Jobs.Cloud;
using Fairlead.Primitives;
using Fairlead.Recipes;
using Fairlead.Sources.Transport;

namespace Fairlead.Executors.Cloud.Shipping;

/// <summary>What a run takes with it to a cloud.</summary>
internal static class CloudShipment
{
    // A cluster that outlives its job would keep the variables it was made with.
    private const string RayCluster = "raycluster";

    /// <summary>Packs the run's files and decides how they travel. Nothing is sent, and nothing is left on this machine.</summary>
    /// <exception cref="FairleadException">A file is not what the request was rendered with, or a limit of the platform is broken.</exception>
    public static Task<TransportPlan> PlanAsync(Run run, JobRequest request, Payload payload, CancellationToken cancellationToken) =>
        PlanAsync(run.Id, request, payload, cancellationToken);

    /// <inheritdoc cref="PlanAsync(Run, JobRequest, Payload, CancellationToken)"/>
    public static async Task<TransportPlan> PlanAsync(string run, JobRequest request, Payload payload, CancellationToken cancellationToken)
    {
        var part = request.Cloud ?? throw new ArgumentException("not a request for a cloud", nameof(request));
        var source = await SourceParcel.ReadAsync(payload.Archive, request.Source.Digest, cancellationToken);
        var job = await JobParcel.PackAsync(request, payload, cancellationToken);
        var order = new TransportOrder(
            part.Limits,
            part.Workload == RayCluster ? TransportMode.Volume : part.Transport,
            [source, job],
            Variables(run, request, part),
            ShellWord.Quote(PodBootstrap.Script),
            request.Executor == ExecutorKind.DgxCloud ? part.Limits.PartBytes : null);
        return TransportPlan.Of(await SmallestAsync(order, source, cancellationToken));
    }

    // Of xz the pods need more, so it is used only where it saves the way over the volume.
    private static async Task<TransportOrder> SmallestAsync(TransportOrder order, Parcel source, CancellationToken cancellationToken)
    {
        if (order.Mode == TransportMode.Volume || TransportPlan.FitsEnvironment(order) || await XzProgram.CompressAsync(source, cancellationToken) is not { } xz)
            return order;
        var smaller = order with { Parcels = order.Parcels.Replace(source, xz) };
        return TransportPlan.FitsEnvironment(smaller) ? smaller : order;
    }

    private static ImmutableSortedDictionary<string, string> Variables(string run, JobRequest request, CloudPart part) =>
        ImmutableSortedDictionary<string, string>.Empty.WithComparers(StringComparer.Ordinal)
            .Add("FAIRLEAD_HOME", part.Home)
            .Add("FAIRLEAD_NODES", Text(part.Ray is null ? request.Nodes : 1))
            .Add("FAIRLEAD_RUN", run)
            .Add("FAIRLEAD_TRANSPORT_KEEP_DAYS", Text(part.KeepDays))
            .Add("FAIRLEAD_TRANSPORT_WAIT_S", Text(part.WaitSeconds));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
