using System.Collections.Concurrent;
using Fairlead.Primitives;

namespace Fairlead.Backends.Cloud.Logs;

/// <summary>Lets the lines of one member through.</summary>
/// <param name="wanted">Null: all lines, those of pods too.</param>
internal sealed class MemberFilter(int? wanted)
{
    private readonly ConcurrentDictionary<int, bool> members = new();

    public bool Lets(PodLine line)
    {
        if (line.IsMembers)
            members.TryAdd(line.Number, true);
        return wanted is null || (line.IsMembers && line.Number == wanted);
    }

    /// <exception cref="FairleadException">There was no line of the member that was asked for.</exception>
    public void Require()
    {
        if (wanted is null || members.ContainsKey(wanted.Value))
            return;
        throw FairleadException.Usage($"--rank={wanted}: expected a rank of this run, found {(members.IsEmpty ? "no log yet" : $"logs of {members.Count}, counted from 0")}");
    }
}
