using Fairlead.Primitives;

namespace Fairlead.Recipes.Settings;

/// <summary>Several faults of the user's configuration, reported together.</summary>
internal static class Faults
{
    /// <summary>Throws faults, or turns them into warnings of one line each.</summary>
    /// <exception cref="FairleadException">There is a fault, and none is allowed.</exception>
    public static void ThrowOrWarn(IReadOnlyList<FairleadException> faults, bool allowed, ICollection<string> warnings)
    {
        if (!allowed)
            ThrowIfAny(faults);
        foreach (var fault in faults)
            warnings.Add(fault.Message.Split(Environment.NewLine)[0]);
    }

    /// <exception cref="FairleadException">There is a fault: the one, or all of them, one after another.</exception>
    public static void ThrowIfAny(IReadOnlyList<FairleadException> faults)
    {
        if (faults.Count > 0)
            throw faults is [var only] ? only : FairleadException.Usage(string.Join(Environment.NewLine, faults.Select(fault => fault.Message)));
    }
}
