using System.Globalization;
using System.Text;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Transport;

/// <summary>What platforms and kernels refuse, found before they are asked.</summary>
public static class LimitCheck
{
    private const int EqualsAndNul = 2;

    /// <exception cref="FairleadException">The platform would refuse the variable, or change it, or no program could be started with it.</exception>
    public static void Variable(TransportLimits limits, string name, string value)
    {
        if (value.Length > limits.ValueCharacters)
        {
            throw FairleadException.Usage(
                Invariant($"the variable {name} has {value.Length:N0} characters, the platform takes {limits.ValueCharacters:N0}"),
                "make it shorter, or put what it holds into a file that the config names");
        }

        var bytes = Encoding.UTF8.GetByteCount(name) + Encoding.UTF8.GetByteCount(value) + EqualsAndNul;
        if (bytes > TransportLimits.KernelStringBytes)
        {
            throw FairleadException.Usage(
                Invariant($"the variable {name} has {bytes:N0} bytes with its name, Linux starts programs with {TransportLimits.KernelStringBytes:N0} at most"),
                "make it shorter, or put what it holds into a file that the config names");
        }

        if (value.Contains("$(", StringComparison.Ordinal) || value.Contains("$$", StringComparison.Ordinal))
            throw FairleadException.Usage($"the variable {name} holds '$(' or '$$', which Kubernetes would replace", "choose a value without them");
    }

    /// <exception cref="FairleadException">The command is longer than the platform or the kernel takes.</exception>
    public static void Command(TransportLimits limits, string command)
    {
        var most = Math.Min(limits.ArgumentCharacters ?? int.MaxValue, TransportLimits.KernelStringBytes - 1);
        if (Encoding.UTF8.GetByteCount(command) > most)
            throw FairleadException.Usage(Invariant($"the command has {Encoding.UTF8.GetByteCount(command):N0} bytes, the platform takes {most:N0}"), "raise dgxcloud_max_args_chars if the platform allows it");
    }

    internal static long Total(IEnumerable<KeyValuePair<string, string>> variables) =>
        variables.Sum(variable => (long)variable.Key.Length + variable.Value.Length);

    internal static FairleadException Overweight(TransportOrder order, TransportPlan plan) =>
        FairleadException.Usage(
            Invariant($"the job's files come to {Total(plan.Variables):N0} characters of variables, the limit is {order.Limits.TotalCharacters:N0}; largest: {string.Join(", ", LargestFiles.In(order.Parcels))}"),
            "git-ignore what the job does not need, set transport = \"auto\" to send the files over the volume, or raise transport_max_chars");

    /// <exception cref="FairleadException">More would have to be stored on the volume, piece by piece, than anybody waits for.</exception>
    internal static void Parts(TransportOrder order, TransportPlan plan)
    {
        if (plan.Parts.Length > TransportLimits.MostParts)
        {
            throw FairleadException.Usage(
                Invariant($"the job's files come to {plan.Parts.Length:N0} parts of {order.PartBytes:N0} bytes on the volume, the limit is {TransportLimits.MostParts:N0}; largest: {string.Join(", ", LargestFiles.In(order.Parcels))}"),
                "git-ignore what the job does not need, or keep data on the job's volume");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
