using System.Net;
using System.Net.Sockets;

namespace Fairlead.Node.Tests.Rendezvous;

/// <summary>A way to rank 0 that can be cut, or long.</summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly int target;
    private readonly Task serving;
    private int passages;
    private Socket[] ends = [];

    public Relay(int target)
    {
        this.target = target;
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>How long each packet takes.</summary>
    public TimeSpan Delay { get; init; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Cuts it once there is a connection, and waits until there is one again.</summary>
    public async Task CutAsync()
    {
        await Party.UntilAsync(() => Volatile.Read(ref passages) > 0);
        var before = Volatile.Read(ref passages);
        foreach (var end in ends)
            end.Dispose();
        await Party.UntilAsync(() => Volatile.Read(ref passages) > before);
    }

    public async ValueTask DisposeAsync()
    {
        listener.Dispose();
        foreach (var end in ends)
            end.Dispose();
        await serving;
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                var near = await listener.AcceptSocketAsync();
                var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                await far.ConnectAsync(IPAddress.Loopback, target);
                ends = [near, far];
                _ = PassAsync(near, far);
                _ = PassAsync(far, near);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task PassAsync(Socket from, Socket to)
    {
        try
        {
            var bytes = new byte[4096];
            while (await from.ReceiveAsync(bytes) is var count and > 0)
            {
                await Task.Delay(Delay);
                await to.SendAsync(bytes.AsMemory(0, count));
                if (from == ends[1])
                    Interlocked.Increment(ref passages);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            // Cut.
        }
        finally
        {
            from.Dispose();
            to.Dispose();
        }
    }
}
