using System.Net;
using System.Text;
using Fairlead.Node.Rendezvous;
using Fairlead.Node.Rendezvous.Calls;
using Fairlead.Node.Topology;

namespace Fairlead.Node.Tests.Rendezvous;

public sealed class ServingBytesToRanks
{
    private static readonly JobTopology Topology = new(0, 4, "127.0.0.1", new PortRange(0, 1), "7", 0);

    [Test]
    public async Task After_their_lines_both_sides_may_send_bytes_as_they_are()
    {
        var bytes = Enumerable.Range(0, 1 << 20).Select(number => (byte)number).ToArray();
        await using var listener = Open("layers", async (connection, cancellationToken) =>
        {
            Assert.That(await connection.ReadAsync(cancellationToken), Is.EqualTo("GET sha256:1"));
            await connection.WriteAsync($"SIZE {bytes.Length}", cancellationToken);
            await connection.Output.WriteAsync(bytes, cancellationToken);
            connection.EndOutput();
            Assert.That(await new StreamReader(connection.Input, Encoding.ASCII).ReadToEndAsync(cancellationToken), Is.EqualTo("thanks"));
        });
        using var rank = await CallAsync(listener.EndPoint, Caller.Of(Topology with { Rank = 2 }, "layers"));
        await rank.WriteAsync("GET sha256:1", CancellationToken.None);
        Assert.That(await rank.ReadAsync(CancellationToken.None), Is.EqualTo($"SIZE {bytes.Length}"));
        using var received = new MemoryStream();
        await Party.SoonAsync(rank.Input.CopyToAsync(received));
        Assert.That(received.ToArray(), Is.EqualTo(bytes));
        await rank.Output.WriteAsync("thanks"u8.ToArray());
        rank.EndOutput();
    }

    [Test]
    public async Task A_rank_that_looks_for_something_else_is_passed_on()
    {
        await using var listener = Open("layers", (_, _) => Task.CompletedTask);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => CallAsync(listener.EndPoint, Caller.Of(Topology with { Rank = 2 }, "rendezvous")));
        Assert.That(refusal!.IsForNow, Is.True);
    }

    private static GuardedListener Open(string purpose, Func<AuthenticatedConnection, CancellationToken, Task> serve) =>
        AuthenticatedListener.Open(IPAddress.Loopback, Topology.Ports, Topology.World, Party.Secret, new RendezvousLimits(), TimeProvider.System, _ => { }, caller => caller.Misfit(Topology, purpose), serve);

    private static Task<AuthenticatedConnection> CallAsync(IPEndPoint endPoint, Caller caller) =>
        Dialer.CallAsync(endPoint, Party.Secret, caller, new RendezvousLimits(), TimeProvider.System, CancellationToken.None);
}
