using System.Collections.Immutable;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>How the files of one job travel: decided, and checked against every limit, before anything is sent.</summary>
/// <param name="Variables">What every pod of the job gets.</param>
/// <param name="Parts">What must lie on the volume first; empty when all travels in the variables.</param>
public sealed record TransportPlan(ImmutableSortedDictionary<string, string> Variables, ImmutableArray<VolumePart> Parts)
{
    /// <summary>
    /// The parcels go into the environment if they fit. If not, the source goes over the volume, and the job's own files with it
    /// only if they are too large themselves.
    /// </summary>
    /// <exception cref="FairleadException">A limit is broken; the message names it, what breaks it, and the largest files.</exception>
    public static TransportPlan Of(TransportOrder order)
    {
        LimitCheck.Command(order.Limits, order.Command);
        foreach (var (name, value) in order.Variables)
            LimitCheck.Variable(order.Limits, name, value);

        var plan = Choices(order).FirstOrDefault(choice => LimitCheck.Total(choice.Variables) <= order.Limits.TotalCharacters)
            ?? throw LimitCheck.Overweight(order, Choices(order).Last());
        foreach (var (name, value) in plan.Variables)
            LimitCheck.Variable(order.Limits, name, value);
        LimitCheck.Parts(order, plan);
        return plan;
    }

    /// <summary>Whether all of it can travel in the environment.</summary>
    public static bool FitsEnvironment(TransportOrder order) =>
        LimitCheck.Total(Choice(order, inEnvironment: _ => true).Variables) <= order.Limits.TotalCharacters;

    private static IEnumerable<TransportPlan> Choices(TransportOrder order)
    {
        if (order.Mode != TransportMode.Volume)
            yield return Choice(order, inEnvironment: _ => true);
        if (order.Mode == TransportMode.Auto)
            yield return Choice(order, inEnvironment: parcel => parcel.Name == Parcel.Job);
        if (order.Mode != TransportMode.Environment)
            yield return Choice(order, inEnvironment: _ => false);
    }

    private static TransportPlan Choice(TransportOrder order, Func<Parcel, bool> inEnvironment)
    {
        var variables = order.Variables.ToBuilder();
        var parts = ImmutableArray.CreateBuilder<VolumePart>();
        foreach (var parcel in order.Parcels)
        {
            ImmutableArray<VolumePart> own = inEnvironment(parcel) ? [] : [.. parcel.Parts(order.PartBytes ?? int.MaxValue)];
            parts.AddRange(own);
            variables.AddRange(own.IsEmpty ? parcel.InEnvironment(order.Limits.ChunkCharacters) : parcel.OnVolume(own.Length));
        }

        return new TransportPlan(variables.ToImmutable(), parts.ToImmutable());
    }
}
