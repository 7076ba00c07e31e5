using System.IO.Enumeration;

namespace Fairlead.Emulators.Http;

/// <summary>Faults that wait for their requests. The oldest that matches goes first.</summary>
public sealed class FaultList
{
    private readonly Lock gate = new();
    private readonly List<Fault> faults = [];

    public void Add(Fault fault)
    {
        lock (gate)
            faults.Add(fault);
    }

    public void Clear()
    {
        lock (gate)
            faults.Clear();
    }

    internal Fault? Take(string method, string path)
    {
        lock (gate)
        {
            var place = faults.FindIndex(fault => Matches(fault, method, path));
            if (place < 0)
                return null;
            var taken = faults[place];
            if (taken.Times > 1)
                faults[place] = taken with { Times = taken.Times - 1 };
            else
                faults.RemoveAt(place);
            return taken;
        }
    }

    private static bool Matches(Fault fault, string method, string path) =>
        (fault.Method == "*" || string.Equals(fault.Method, method, StringComparison.OrdinalIgnoreCase))
        && FileSystemName.MatchesSimpleExpression(fault.Path, path, ignoreCase: false);
}
