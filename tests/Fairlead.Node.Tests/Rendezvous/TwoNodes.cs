using Fairlead.Primitives;
using Fairlead.Testing;

namespace Fairlead.Node.Tests.Rendezvous;

/// <summary>Two network namespaces with one cable between them, which can be pulled: rank 0 lives in one, rank 1 in the other.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private const string Device = "cable";
    private static readonly string Node = Path.Combine(AppContext.BaseDirectory, "fairlead-node");
    private static int count;

    private readonly string[] names;

    private TwoNodes(string[] names) => this.names = names;

    public static async Task<TwoNodes> ConnectAsync()
    {
        Service.Require("ip");
        var number = Interlocked.Increment(ref count);
        var nodes = new TwoNodes([.. new[] { "a", "b" }.Select(side => $"fairlead-{Environment.ProcessId}-{number}{side}")]);
        foreach (var name in nodes.names)
        {
            var made = await ChildProcess.RunAsync("ip", ["netns", "add", name]);
            Service.Require(made.Succeeded, $"cannot make a network namespace: {made.Error.Trim()}");
        }

        var cable = await ChildProcess.RunAsync("ip", ["link", "add", "name", Device, "netns", nodes.names[0], "type", "veth", "peer", "name", Device, "netns", nodes.names[1]]);
        Service.Require(cable.Succeeded, $"cannot make a pair of network devices: {cable.Error.Trim()}");
        foreach (var (name, number4) in nodes.names.Select((name, index) => (name, index + 1)))
        {
            await IpAsync("-n", name, "addr", "add", $"10.77.0.{number4}/24", "dev", Device);
            await IpAsync("-n", name, "link", "set", "lo", "up");
            await IpAsync("-n", name, "link", "set", Device, "up");
        }

        return nodes;
    }

    public Task PullCableAsync() => IpAsync("-n", names[1], "link", "set", Device, "down");

    public Task PlugCableInAsync() => IpAsync("-n", names[1], "link", "set", Device, "up");

    /// <summary>Rank 1 calls from the second node, every other from the first.</summary>
    public Task<ProcessResult> MeetAsync(int rank, int world, CancellationToken cancellationToken = default)
    {
        string[] variables = [$"NODE_RANK={rank}", $"NNODES={world}", "MASTER_ADDR=10.77.0.1", "FAIRLEAD_RENDEZVOUS_PORT=20000", $"FAIRLEAD_JOB_SECRET={new string('a', 64)}", "FAIRLEAD_RENDEZVOUS_TIMEOUT_S=60"];
        return ChildProcess.RunAsync("ip", ["netns", "exec", names[rank == 1 ? 1 : 0], "env", .. variables, Node, "rendezvous", "--phase=ready", "--payload=go"], cancellationToken: cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var name in names)
            await ChildProcess.RunAsync("ip", ["netns", "del", name]);
    }

    private static async Task IpAsync(params string[] arguments)
    {
        var result = await ChildProcess.RunAsync("ip", arguments);
        Assert.That(result.Succeeded, Is.True, result.Error);
    }
}
