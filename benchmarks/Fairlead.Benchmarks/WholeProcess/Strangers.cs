using System.Net;
using System.Net.Sockets;

namespace Fairlead.Benchmarks.WholeProcess;

/// <summary>Connections that say nothing, or begin a line of garbage and do not end it.</summary>
internal sealed class Strangers(int silent, int garbage)
{
    private Socket[] sockets = [];

    /// <param name="isGreeted">Whether the listener speaks first: all have been accepted then.</param>
    public async Task CallAsync(int port, bool isGreeted, CancellationToken cancellationToken)
    {
        sockets = await Task.WhenAll(Enumerable.Range(0, silent + garbage).Select(async number =>
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            if (number >= silent)
                await socket.SendAsync(new byte[100], cancellationToken);
            return socket;
        }));
        if (isGreeted)
            await Task.WhenAll(sockets.Select(socket => socket.ReceiveAsync(new byte[100], cancellationToken).AsTask()));
    }

    public void Leave()
    {
        foreach (var socket in sockets)
            socket.Dispose();
        sockets = [];
    }
}
