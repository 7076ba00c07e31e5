using Cake.Core;

namespace Fairlead.Build.Tests.Host;

/// <summary>What happened in a run, in order.</summary>
public sealed class Events
{
    private readonly List<string> list = [];

    public IReadOnlyList<string> All => list;

    public void Add(string what) => list.Add(what);
}

public sealed class SampleContext(ICakeContext context, Events events) : FrostingContext(context)
{
    public Events Events => events;
}
